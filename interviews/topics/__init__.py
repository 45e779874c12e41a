"""The vote on what an interview shall be about (话题投票).

ballots    what is put to the vote, and how the votes stand
deciding   what stands against a vote, and what its end comes to
casting    one vote a visitor, for one topic
"""
