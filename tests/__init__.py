"""The tests of voicecheck: behaviour through its public surface."""
