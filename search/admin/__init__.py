"""What editors do for search.

words, word_forms, example_forms   synonyms and best bets, with their effect before they are saved
checks                             all example queries, answered now
reports, exporting                 what is asked, without a result, without a click
owed, panel                        the weekly tasks
"""
