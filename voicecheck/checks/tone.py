"""The ten band checks: politeness, humor, snark, warmth, formality, too low and too high."""

from __future__ import annotations

from voicecheck.checks.bands import TooHigh, TooLow, band_setting

_HARMLESS_EMOJI = ("emoji_warm", "emoji_neutral", "emoticon_warm")


class PolitenessTooLow(TooLow):
    """Politeness below the guide's least.

    Looks for:
    a politeness score under ``politeness.min``: rude, blaming or dismissive words, but also what
    is missing, such as any sign that the customer was heard, an offer, a kind word.

    Why:
    Most replies that hurt a brand hold no rude word. They are curt, they blame, they decline to
    apologise. A minimum catches what a list of forbidden words cannot.
    """

    id = "politeness/too-low"
    reads = ("politeness.min",)
    dimension = "politeness"
    lacks = "Say that you heard the customer, then what happens next; a greeting and one kind word help."
    source = "Danescu-Niculescu-Mizil et al. (2013), A computational approach to politeness, ACL"
    limits = {"politeness": band_setting("politeness", "10 insulting, 30 curt or blaming, 50 matter-of-fact, 70 friendly, 90 especially considerate")}


class PolitenessTooHigh(TooHigh):
    """Politeness above the guide's most.

    Looks for:
    a politeness score over ``politeness.max``: thanks, apologies and softeners heaped on each other.

    Why:
    A casual brand that suddenly bows and scrapes sounds false, or as if it hid something.
    """

    id = "politeness/too-high"
    reads = ("politeness.max",)
    dimension = "politeness"
    severity = "warn"
    tone_down = "Keep one thank-you or one apology and cut the others."


class HumorTooLow(TooLow):
    """Humor below the guide's least.

    Looks for:
    a humor score under ``humor.min``.

    Why:
    A brand that promises play, and a customer who plays, are let down by a form letter.
    """

    id = "humor/too-low"
    reads = ("humor.min",)
    dimension = "humor"
    severity = "warn"
    lacks = "Answer in the customer's key: take up the customer's image, or smile at yourselves."
    limits = {"humor": band_setting("humor", "10 none, 30 a twinkle, 50 a clear joke, 70 plays throughout, 90 a comedy act", targeted=True)}


class HumorTooHigh(TooHigh):
    """Humor above the guide's most.

    Looks for:
    a humor score over ``humor.max``: jokes, puns, role play, playful emoji.

    Why:
    Humor raises excitement and lowers trust; after a failure even kind jokes read as not caring.
    """

    id = "humor/too-high"
    reads = ("humor.max",)
    dimension = "humor"
    never_blamed = _HARMLESS_EMOJI
    tone_down = "Solve first; leave the joke out, or save it for when the customer laughs."
    source = "Shin & Larson (2020); Béal & Grégoire (2022)"


class SnarkTooLow(TooLow):
    """Snark below the guide's least.

    Looks for:
    a snark score under ``snark.min``.

    Why:
    A brand whose voice is cheek sounds unlike itself without any, on the channels meant for it.
    """

    id = "snark/too-low"
    reads = ("snark.min",)
    dimension = "snark"
    severity = "warn"
    lacks = "Allow yourselves a friendly dig at yourselves or the situation."
    limits = {"snark": band_setting("snark", "10 none, 30 a friendly tease, 50 pointed, 70 biting, 90 mocking", targeted=True)}


class SnarkTooHigh(TooHigh):
    """Snark above the guide's most.

    Looks for:
    a snark score over ``snark.max``. Where single phrases carry it, the finding bears their own
    check (``snark/mock-praise``, ``snark/sarcastic-regret`` …); this one speaks where the reply
    as a whole does.

    Why:
    Cheek is hit or miss. The brand decides how far its people may go; one screenshot is enough.
    """

    id = "snark/too-high"
    reads = ("snark.max",)
    dimension = "snark"
    never_blamed = _HARMLESS_EMOJI
    tone_down = "Say what you would say to this customer across a counter."


class WarmthTooLow(TooLow):
    """Warmth below the guide's least.

    Looks for:
    a warmth score under ``warmth.min``: no thanks, no understanding, no personal word.

    Why:
    A flat tone is a failure too: it tells the customer that nobody is there.
    """

    id = "warmth/too-low"
    reads = ("warmth.min",)
    dimension = "warmth"
    severity = "warn"
    lacks = "Add one sentence that only this customer could get: a name, a thank-you, a wish."
    limits = {"warmth": band_setting("warmth", "10 icy, 30 cool, 50 neutral, 70 warm, 90 heartfelt")}


class WarmthTooHigh(TooHigh):
    """Warmth above the guide's most.

    Looks for:
    a warmth score over ``warmth.max``.

    Why:
    Gushing at a small matter, or at a stranger, sounds like a machine that was told to care.
    """

    id = "warmth/too-high"
    reads = ("warmth.max",)
    dimension = "warmth"
    severity = "warn"
    tone_down = "Keep the one kind word that is meant and cut the rest."


class FormalityTooLow(TooLow):
    """Formality below the guide's least.

    Looks for:
    a formality score under ``formality.min``: slang, text-speak, emoticons.

    Why:
    In routine replies of a formal brand informality backfires.
    """

    id = "formality/too-low"
    reads = ("formality.min",)
    dimension = "formality"
    severity = "warn"
    lacks = "Write the words out and leave slang and emoticons to the customer."
    source = "Decock et al. (2020)"
    limits = {"formality": band_setting("formality", "10 chat slang, 30 relaxed, 50 neutral, 70 formal, 90 bureaucratic")}


class FormalityTooHigh(TooHigh):
    """Formality above the guide's most.

    Looks for:
    a formality score over ``formality.max``: bureaucratic words, formal address, passives.

    Why:
    Stiff language keeps the customer at arm's length and is hard to read.
    """

    id = "formality/too-high"
    reads = ("formality.max",)
    dimension = "formality"
    severity = "warn"
    tone_down = "Say it as you would on the telephone."
