"""The screens of those who keep lists and of those who approve them."""
