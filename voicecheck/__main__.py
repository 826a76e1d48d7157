"""``python -m voicecheck``."""

from voicecheck.cli.main import main

main()
