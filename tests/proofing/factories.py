import factory

from proofing.models import Leader, Term, WordList
from proofing.severity import Severity


class WordListFactory(factory.django.DjangoModelFactory):
    name = "易错词"

    class Meta:
        model = WordList
        django_get_or_create = ("name",)


class TermFactory(factory.django.DjangoModelFactory):
    word_list = factory.SubFactory(WordListFactory)
    wrong = "按装"
    right = "安装"
    severity = Severity.CONFIRM

    class Meta:
        model = Term


class LeaderFactory(factory.django.DjangoModelFactory):
    name = "林晓岚"
    titles = "市委副书记、市长"
    order = 1

    class Meta:
        model = Leader
