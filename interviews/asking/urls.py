from django.urls import path

from interviews.asking import ask, reading, topics, voting

app_name = "questions"

urlpatterns = [
    path("receipt/", reading.find_receipt, name="find_receipt"),
    path("receipt/<str:number>/", reading.receipt, name="receipt"),
    path("<int:page_id>/ask/", ask.ask, name="ask"),
    path("<int:page_id>/ask/stamp/", ask.stamp, name="stamp"),
    path("<int:page_id>/topics/", topics.topics, name="topics"),
    path("<int:page_id>/questions/", reading.questions, name="questions"),
    path("<int:page_id>/questions/<int:number>/", reading.question, name="question"),
    path("<int:page_id>/questions/<int:number>/vote/", voting.vote, name="vote"),
]
