"""What every page shares: the frame, the words, the look, the errors.

`templates/ui/base.html` is the frame, `templatetags/words.py` says a text in the
reader's language, `static/ui/lianxi.css` is the whole look.
"""
