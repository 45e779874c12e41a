"""Near-duplicate questions: `Grouping.add` says which earlier questions ask the same.

    normalise      one spelling for one question
    vocabulary     words of municipal services that mean the same
    features       what a question is about, with weights; what makes it another question
    sketches       which questions may be alike, without comparing all of them
    grouping       groups, one question after the other
    labelled.jsonl questions by invented citizens with the group that each belongs to

Pure: the same questions give the same groups, in whatever order they come.
"""

from interviews.grouping.grouping import Grouping, Suggestion
from interviews.grouping.labelled import Labelled, labelled

__all__ = ["Grouping", "Labelled", "Suggestion", "labelled"]
