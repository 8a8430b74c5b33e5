"""A linear-chain conditional random field: learning its weights, and the best labels of a chain.

Its states are those of `cleantext.repair.lossy.marks`; a chain is a list of slots, each with its
features, its possible labels and its true ones, both as bits. What is learned is one weight for
each feature and label and for each state and label, by penalized likelihood with AdaGrad.

Source: Lafferty, McCallum and Pereira, ICML 2001; Duchi, Hazan and Singer, JMLR 12, 2011.
"""

from __future__ import annotations

from collections import Counter

import numba as nb
import numpy as np

from cleantext.repair.lossy.marks import LABELS, NEXT_STATE

RATE, EPOCHS, SEEN = 0.08, 8, 3
PRIOR = 5.0
"""Half of it is what the square of a weight costs: rare features would be learned by heart."""
NEXT = np.array(NEXT_STATE)


@nb.njit(cache=True)
def add(a, b):
    """Return log(exp(a) + exp(b))."""
    if a < b:
        a, b = b, a
    return a if b < -1e29 else a + np.log1p(np.exp(b - a))


@nb.njit(cache=True)
def expect(scores, allowed, moves, following, of_label, of_move):  # noqa: C901 - two passes
    """Forward and backward: adds the expected counts, returns the log partition function."""
    n, labels = scores.shape
    states = moves.shape[0]
    forward = np.full((n + 1, states), -1e30)
    backward = np.full((n + 1, states), -1e30)
    forward[0, 0] = 0.0
    backward[n] = 0.0
    for i in range(n):
        for s in range(states):
            for x in range(labels):
                if allowed[i] >> x & 1 and following[x, s] >= 0 and forward[i, s] > -1e29:
                    to = following[x, s]
                    score = forward[i, s] + scores[i, x] + moves[s, x]
                    forward[i + 1, to] = add(forward[i + 1, to], score)
    for i in range(n - 1, -1, -1):
        for s in range(states):
            for x in range(labels):
                if allowed[i] >> x & 1 and following[x, s] >= 0:
                    score = backward[i + 1, following[x, s]] + scores[i, x] + moves[s, x]
                    backward[i, s] = add(backward[i, s], score)
    total = backward[0, 0]
    for i in range(n):
        for s in range(states):
            for x in range(labels):
                if allowed[i] >> x & 1 and following[x, s] >= 0 and forward[i, s] > -1e29:
                    ahead = backward[i + 1, following[x, s]]
                    p = np.exp(forward[i, s] + scores[i, x] + moves[s, x] + ahead - total)
                    of_label[i, x] += p
                    of_move[s, x] += p
    return total


@nb.njit(cache=True)
def score(weights, begin, ids, first, last):
    """Sum the weights of the features of each slot, by label."""
    scores = np.zeros((last - first, weights.shape[1]))
    for i in range(first, last):
        for k in range(begin[i], begin[i + 1]):
            if ids[k] >= 0:
                scores[i - first] += weights[ids[k]]
    return scores


@nb.njit(cache=True)
def learn(  # the prior of a weight is shared out over the slots that have its feature
    weights, moves, sums, move_sums, shares, begin, ids, allowed, true, stories, order, following
):
    """One pass over the stories; returns the negative log likelihood."""
    loss = 0.0
    for o in order:
        first, last = stories[o], stories[o + 1]
        scores = score(weights, begin, ids, first, last)
        guess, truth = np.zeros_like(scores), np.zeros_like(scores)
        guessed, trued = np.zeros_like(moves), np.zeros_like(moves)
        loss += expect(scores, allowed[first:last], moves, following, guess, guessed)
        loss -= expect(scores, true[first:last], moves, following, truth, trued)
        for i in range(first, last):
            for x in range(scores.shape[1]):
                pull = truth[i - first, x] - guess[i - first, x]
                if pull == 0.0:
                    continue
                for k in range(begin[i], begin[i + 1]):
                    f = ids[k]
                    if f >= 0:
                        g = pull - shares[f] * weights[f, x]
                        sums[f, x] += g * g
                        weights[f, x] += RATE * g / np.sqrt(sums[f, x])
        g = trued - guessed - PRIOR / len(order) * moves
        move_sums += g * g
        moves += RATE * g / np.sqrt(move_sums)
    return loss


@nb.njit(cache=True)
def decode(scores, allowed, moves, following):
    """Return the most probable labels."""
    n, labels = scores.shape
    states = moves.shape[0]
    best = np.full((n + 1, states), -1e30)
    best[0, 0] = 0.0
    came = np.zeros((n, states, 2), np.int64)
    for i in range(n):
        for s in range(states):
            for x in range(labels):
                if allowed[i] >> x & 1 and following[x, s] >= 0 and best[i, s] > -1e29:
                    to = following[x, s]
                    value = best[i, s] + scores[i, x] + moves[s, x]
                    if value > best[i + 1, to]:
                        best[i + 1, to] = value
                        came[i, to, 0], came[i, to, 1] = s, x
    state = np.argmax(best[n])
    found = np.zeros(n, np.int64)
    for i in range(n - 1, -1, -1):
        found[i] = came[i, state, 1]
        state = came[i, state, 0]
    return found


def pack(chains, ids_of):
    """The chains as arrays."""
    begin, ids, allowed, true, stories = [0], [], [], [], [0]
    for slots in chains:
        for features, labels, right in slots:
            ids += [ids_of.get(feature, -1) for feature in features]
            begin.append(len(ids))
            allowed.append(labels)
            true.append(right)
        stories.append(len(allowed))
    return [np.array(x, dtype=np.int64) for x in (begin, ids, allowed, true, stories)]


def train(chains):
    """Return the features' numbers, their weights and those of the states."""
    seen = Counter(f for slots in chains for features, _, _ in slots for f in features)
    ids_of = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= SEEN))}
    begin, ids, allowed, true, stories = pack(chains, ids_of)
    weights, moves = np.zeros((len(ids_of), len(LABELS))), np.zeros((5, len(LABELS)))
    sums, move_sums = np.full_like(weights, 0.1), np.full_like(moves, 0.1)
    shares = PRIOR / np.array([seen[feature] for feature in ids_of], dtype=float)
    chains_as_arrays = begin, ids, allowed, true, stories
    dice = np.random.default_rng(1)
    for _ in range(EPOCHS):
        order = dice.permutation(len(stories) - 1)
        learn(weights, moves, sums, move_sums, shares, *chains_as_arrays, order, NEXT)
    return ids_of, weights, moves
