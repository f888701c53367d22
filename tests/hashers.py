"""A quick Argon2 for tests: the same algorithm and form, little of its work."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Quick(Argon2PasswordHasher):
    """One pass over a little memory."""

    time_cost = 1
    memory_cost = 64
    parallelism = 1
