"""What an official account does for those who follow it: welcome, answers, menu."""
