"""The day it is."""

from __future__ import annotations

import datetime
import os


def today() -> datetime.date:
    """The day it is; ``SOURCE_DATE_EPOCH`` sets another, so that a run can be repeated."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.datetime.fromtimestamp(int(epoch), datetime.timezone.utc).date() if epoch.isdigit() else datetime.date.today()
