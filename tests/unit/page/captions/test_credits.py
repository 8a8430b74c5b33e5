"""The shape of a caption and its credits."""

from __future__ import annotations

import time

import pytest

from cleantext.page.captions.credits import is_caption, strip_credits


@pytest.mark.parametrize(
    "text",
    [
        "In this Tuesday, June 17, 2014 image, a man walks.",
        "FILE - The mill before the fire.",
        "The mill at dusk. Photo: Ann Example",
        "The mill at dusk (Reuters/Ann Example)",
        "The mill at dusk. Photograph by Ann Example.",
        "The mill at dusk / AP",
        "The mill at dusk. Image courtesy of the Valley Museum",
        "The mill at dusk (Source: The Valley Museum)",
        "The mill at dusk \N{COPYRIGHT SIGN} 2014 Ann Example",
        "Photo by Ann Example",
        "Die M\N{LATIN SMALL LETTER U WITH DIAERESIS}hle am Abend. Foto: Anna Beispiel",
        "El molino al anochecer. Fotograf\N{LATIN SMALL LETTER I WITH ACUTE}a: Ana Ejemplo",
        "Il mulino di sera (ANSA)",
    ],
)
def test_a_caption_has_its_shape(text: str) -> None:
    """How a caption opens, and the credit at its end."""
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "She took a photo by the mill. Then she left for home.",
        "The agency said so on Monday.",
        "The analysts were polled by Reuters.",
        "Eighty percent of it was carbon dioxide (EPA 2024).",
        "The extension of credit by the bank was refused.",
        "Business plan: unlimited stock images, 9,600 credits/year and a shop",
        "The miller took beautiful photos by experimenting with the light.",
        "It can be text only or visuals (images, videos, or live).",
        "Photo by photo the story of the mill was told to a hall that was full to the last seat.",
    ],
)
def test_prose_about_pictures_is_no_caption(text: str) -> None:
    """A sentence that speaks of photos, credits and agencies is the story's."""
    assert not is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "In this Monday, June 2, 2014 photo, a man walks to the mill.",
        "In this photo taken Tuesday, the mill burns.",
        "In this photo provided by the town, the mill burns.",
        "In this undated photo, the mill stands by the river.",
        "In this image made from video, the mill burns.",
        "In this file photo, the mill stands.",
        "In this courtroom sketch image, the miller speaks.",
        "In this March 3 photo released by the town, the mill burns.",
        "FILE - In this June photo, the mill stands.",
        "FILE PHOTO: The mill before the fire",
        "File photo: The mill before the fire",
        "ARCHIV - Die Mühle vor dem Brand",
        "The mill at dusk. (AP Photo/Ann Example)",
        "The mill at dusk. (Reuters)",
        "The mill at dusk © 2014 Ann Example",
        "Photo: Ann Example/Getty Images",
        "Die Mühle am Abend. Foto: dpa",
        "Die Mühle am Abend. Bild: Reuters",
        "Die Mühle am Abend (Foto: Anna Beispiel)",
        "Bildquelle: imago",
        "Le moulin au soir. Crédit photo : Anne Exemple",
        "Le moulin au soir. (Photo AFP)",
        "Le moulin au soir. © Anne Exemple / AFP",
        "El molino al anochecer. Foto: EFE",
        "El molino al anochecer (EFE)",
        "O moinho ao anoitecer. Foto: Ana Exemplo/Agência Brasil",
        "O moinho ao anoitecer (Foto: Divulgação)",
        "Il mulino di sera (Ansa)",
        "De molen in de avond. Beeld: ANP",
        "Młyn wieczorem. Fot. Anna Przykład / PAP",
        "Młyn wieczorem. (fot. Anna Przykład)",
        "Değirmen akşam. Fotoğraf: Ayşe Örnek",
        "Мельница вечером. Фото: РИА Новости",
        "Мельница вечером / ТАСС",
        "الطاحونة في المساء (رويترز)",
        "الطاحونة في المساء. تصوير: أحمد",
        "नदी के किनारे पुरानी चक्की (फोटो: पीटीआई)",
        "河边的老磨坊。图片来源：新华社",
        "河边的老磨坊（新华社照片）",
        "夕暮れの水車（写真：ロイター）",
        "夕暮れの水車＝共同",
        "저녁의 물레방아 (사진: 연합뉴스)",
    ],
)
def test_captions_in_many_languages_have_their_shape(text: str) -> None:
    """Dates and makers behind "In this", old pictures, credits as papers print them."""
    assert is_caption(text)


@pytest.mark.parametrize(
    "text",
    [
        "In this photo, the light falls from the left, and I stood close.",
        "In this photo I used a wide lens because the street was narrow.",
        "In this picture you can see how the brush was held.",
        "In this image, notice the shadow below the wheel.",
        "In this beautiful photo of my mother I see myself.",
        "In this picture of the world there is no place for doubt.",
        "In this frame of mind he went home.",
        "File - Open Recent shows the last ten files.",
        "File: settings.py",
        "Files: 12",
        "Credits: 4",
        "Credit: 3 hours",
        "Image: 1920x1080",
        "She saw it in a photo by the door.",
        "She took a picture: it was the last one.",
        "He said so on Bloomberg.",
        "She told him so on Monday via Reuters, he said.",
        "The rules come from the Environmental Protection Agency (EPA).",
        "It was run by the Associated Press (AP).",
        "He is a member of the Pakistan Academy (PA).",
        "The test follows the guide of the society (APA, 2013).",
        "Eighty percent of it was carbon dioxide (EPA, 2024).",
        "Das Bild: ein Mann am Fenster. So beginnt der Film.",
        "Das steht auf dem Bild hinter der Tür.",
        "Il a pris une photo de Marie devant le moulin.",
        "Sacó una foto de María en el puente.",
        "Она сделала фото у моста.",
        "这张照片是她去年拍的。",
        "彼女は写真を撮った。",
        "التقطت صورة للطاحونة.",
        "उसने नदी की तस्वीर ली।",
        "Bildung: Was jetzt zu tun ist",
        "Fotografieren: Zehn Tipps",
        "The source: a man who was there.",
        "Sources: Tax Office, own calculations",
        "Import via Flickr is not supported.",
        "Fontes: IBGE, 2014",
        "Bron: Wikipedia",
        "Sie sagte: Bild dir nichts ein.",
        "© is the sign of rights.",
        "He wrote and/or read it.",
        "提供：日曜日の朝食と夕食",
        "ImageMagick: how to turn a picture",
        "Picture this: a mill, a river, a man asleep.",
        "Imagine: no mill, no river.",
    ],
)
def test_prose_fields_and_files_have_not_the_shape(text: str) -> None:
    """Who writes about photography, a name and its short form, figures, menus, sources alone."""
    assert not is_caption(text)


@pytest.mark.parametrize(
    ("text", "core"),
    [
        (
            "The old mill at dusk on Monday. (AP Photo/Ann Example)",
            "The old mill at dusk on Monday.",
        ),
        ("The old mill at dusk on Monday (AFP) / AP", "The old mill at dusk on Monday"),
        ("Photo: Ann Example", "Photo: Ann Example"),
        ("The old mill at dusk on Monday.", "The old mill at dusk on Monday."),
    ],
)
def test_strip_credits(text: str, core: str) -> None:
    """Credits go from the end, as long as a caption is left before them."""
    assert strip_credits(text) == core


@pytest.mark.parametrize(
    "text", ["photo " * 200_000, "(" * 1_000_000, "In this " + "a, " * 300_000, "/ AP " * 200_000]
)
def test_hostile_lines_take_no_time(text: str) -> None:
    """A megabyte on one line is read at its ends alone."""
    started = time.process_time()
    for _ in range(20):
        is_caption(text)
        strip_credits(text)
    assert time.process_time() - started < 5
