"""Who may do what with the word lists."""

from django.contrib.auth.models import AbstractBaseUser


def may_see_terms(user: AbstractBaseUser) -> bool:
    return any(user.has_perm(f"proofing.{act}_term") for act in ("view", "add", "change"))


def may_import_terms(user: AbstractBaseUser) -> bool:
    """Tell whether somebody may take in a file: it adds and changes terms, and makes lists."""
    codes = ("add_term", "change_term", "add_wordlist")
    return all(user.has_perm(f"proofing.{code}") for code in codes)


def may_change_levels(user: AbstractBaseUser) -> bool:
    return user.has_perm("proofing.change_level")
