"""Fits voicecheck/languages/detect.json: which language a text is in, from words and letters.

    python -m benchmarks.fit_language          fits on everything and writes the file
    python -m benchmarks.fit_language --try    fits on one part and tests on the other

A multinomial linear model over whole words and their letter groups, summed word by word. It is
fitted on whole texts and on their first words, because replies are short. Libraries were tried:
lingua tells 97 % but takes 100 MB of disk and 60 MB of memory; py3langid tells Nynorsk in 68 %
and needs a second to load.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from benchmarks.corpus_files import FOLDER, LANGUAGES
from voicecheck.drafts.mask import mask
from voicecheck.languages.detect import WORD, Detector, letter_groups
from voicecheck.languages.pack import load_settings

TARGET = Path(__file__).parent.parent / "voicecheck" / "languages" / "detect.json"
KEPT = 7_000


def texts(part: str) -> list[tuple[str, str]]:
    """Language and text of every reply, and of every customer's message, in a part."""
    found = []
    for language in LANGUAGES:
        for file in sorted(FOLDER.glob(f"{part}*.{language}.jsonl")):
            for line in file.read_text(encoding="utf-8").splitlines():
                data = json.loads(line)
                found += [(language, data[key]) for key in ("reply", "customer") if data.get(key)]
    return found


def words_of(text: str) -> list[str]:
    return [word for word in WORD.findall(mask(text).text.lower().replace("’", "'")) if word.isalpha() or "'" in word]


def fit(rows: list[tuple[str, str]]) -> dict[str, object]:
    """The model: a base and, a feature, one weight a language."""
    source = random.Random(3)
    examples: list[tuple[str, list[str]]] = []
    for language, text in rows:
        words = words_of(text)
        examples.append((language, words[:60]))
        if len(words) > 6:
            start = source.randrange(len(words) - 4)
            examples.append((language, words[start : start + source.choice((2, 3, 4, 6))]))
    for language in LANGUAGES:
        settings = load_settings(language)
        examples += [(language, [word]) for word in sorted(settings.common_words | settings.distinctive_words)]
    counts = [Counter(feature for word in words for feature in letter_groups(word)) for _, words in examples]
    frequency: dict[str, int] = defaultdict(int)
    for count in counts:
        for feature in count:
            frequency[feature] += 1
    names = sorted(feature for feature, number in frequency.items() if number >= 4)
    index = {feature: number for number, feature in enumerate(names)}
    data, columns, ends = [], [], [0]
    for count, (_, words) in zip(counts, examples):
        for feature, number in count.items():
            if feature in index:
                columns.append(index[feature])
                data.append(number / max(len(words), 1) ** 0.5)
        ends.append(len(data))
    matrix = csr_matrix((data, columns, ends), shape=(len(examples), len(names)))
    target = np.array([LANGUAGES.index(language) for language, _ in examples])
    share = Counter(target)
    weight = np.array([1 / share[number] for number in target]) * len(target) / len(LANGUAGES)
    model = LogisticRegression(C=3.0, max_iter=300).fit(matrix, target, sample_weight=weight)
    strength = np.abs(model.coef_).max(axis=0) * np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=0)).ravel())
    chosen = np.sort(np.argsort(-strength, kind="stable")[:KEPT])
    return {
        "languages": list(LANGUAGES),
        "bases": [0.0] * len(LANGUAGES),
        "features": {names[i]: [round(float(value), 2) for value in model.coef_[:, i]] for i in chosen},
    }


def report(rows: list[tuple[str, str]], detector: Detector) -> None:
    print(f"{'':8}" + "".join(f"{language:>16}" for language in LANGUAGES) + "   right / not told, in percent")
    for title, low, high in (("1-4", 1, 4), ("5-9", 5, 9), ("10-19", 10, 19), ("20 on", 20, 10_000)):
        cells = []
        for language in LANGUAGES:
            part = [text for own, text in rows if own == language and low <= len(words_of(text)) <= high]
            told = [detector.detect(mask(text).text, LANGUAGES).language for text in part]
            right = sum(found == language for found in told) / max(len(told), 1)
            silent = sum(found == "" for found in told) / max(len(told), 1)
            cells.append(f"{right:.0%}/{silent:.0%} of {len(part)}")
        print(f"{title:8}" + "".join(f"{cell:>16}" for cell in cells))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--try", dest="trying", action="store_true")
    arguments = parser.parse_args()
    if arguments.trying:
        report(texts("first"), Detector(fit([*texts("replies"), *texts("real")])))
        return
    TARGET.write_text(json.dumps(fit([*texts("first"), *texts("replies"), *texts("real")]), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
