"""Checks while writing (校对): words, names, pictures, links. No text leaves the machine."""
