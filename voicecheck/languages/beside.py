def cut(language, wanted): return None
