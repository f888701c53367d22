"""The search slice: everything on record by name, pinyin or initials, region by region."""
