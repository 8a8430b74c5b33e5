"""Write ``repair/lossy/accented.txt``: common words with letters beyond ASCII, by language.

usage: python tools/make_accented.py SENTENCES.jsonl.xz [-n 350] -o accented.txt

The input is a JSON line for each sentence, with ``lang`` and ``text``. The English list is ours.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
from collections import Counter
from pathlib import Path

ENGLISH = """
naïve naïveté naïvely café cafés résumé résumés fiancé fiancée fiancés cliché clichés clichéd
façade façades décor protégé protégés protégée exposé exposés entrée entrées sauté sautéed purée
puréed soufflé passé risqué touché blasé déjà vu crème brûlée fraîche château châteaux communiqué
coup état élite éclair fête gâteau émigré émigrés matinée mêlée née outré papier mâché pâté pièce
résistance raison d'être première soirée tête vis-à-vis voilà jalapeño jalapeños piñata señor
señora señorita mañana El Niño La Niña über Führer smörgåsbord doppelgänger Beyoncé Pokémon Nestlé
Citroën Renée Chloë Zoë Brontë Björk Mötley Crüe Motörhead José André Andrés René Jesús María
García Martínez Rodríguez Hernández González López Pérez Sánchez Ramírez Fernández Gómez Díaz
Álvarez Jiménez Núñez Peña Muñoz Peru Bogotá Medellín México Cancún São Paulo Brasília Córdoba
Málaga Cádiz Québec Montréal Zürich Düsseldorf München Köln Nürnberg Göteborg Malmö Ångström
François Françoise Hélène Frédéric Gérard Michèle Noël Benoît Mélanie Béatrice Valérie Cézanne
Élysée Champs-Élysées Curaçao Réunion Guantánamo Atlético Bayern Özil Müller Schröder Gödel
Schrödinger Erdoğan Atatürk Løgstrup Søren Jørgensen Åland Brønsted Tromsø Ørsted piqué appliqué
lamé macramé saké animé latté rosé cortège crêpe crêpes manqué métier milieu ménage maître d'hôtel
hôtel détente dénouement ingénue divorcée émigrée habitué habitués étude séance rôle fiancées
cause célèbre Métro Fribourg tapénade
"""

LANGUAGES = ("de", "fr", "es", "it", "pt", "nl", "sv", "da", "no")
WORD = re.compile(r"[^\W\d_]+")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("-n", "--number", type=int, default=350)
    parser.add_argument("-o", "--output", type=Path, required=True)
    args = parser.parse_args()
    counts = {language: Counter() for language in LANGUAGES}
    with lzma.open(args.sentences, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            if row["lang"] in counts:
                words = set(WORD.findall(row["text"]))
                counts[row["lang"]].update(word for word in words if is_accented(word))
    lists = {"en": sorted({word for word in WORD.findall(ENGLISH) if is_accented(word)})}
    for language, seen in counts.items():
        lists[language] = sorted(word for word, n in seen.most_common(args.number) if n > 1)
    text = "".join(f"{language}: {' '.join(words)}\n" for language, words in lists.items())
    args.output.write_text(text, encoding="utf-8")


def is_accented(word: str) -> bool:
    """Whether a word has a Latin letter beyond ASCII."""
    return not word.isascii() and len(word) > 1 and max(word) < "\u0180"


if __name__ == "__main__":
    main()
