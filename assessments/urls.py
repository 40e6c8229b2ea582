"""Addresses of the assessments app."""

from django.urls import path

from assessments.views import quiz, slot

urlpatterns = [
    path("quiz/<uuid:uuid>/", quiz.quiz, name="quiz"),
    path("quiz/<uuid:uuid>/start/", quiz.start, name="quiz-start"),
    path("attempt/<uuid:uuid>/<int:number>/", slot.slot, name="slot"),
    path("attempt/<uuid:uuid>/<int:number>/save/", slot.save, name="slot-save"),
    path("attempt/<uuid:uuid>/review/", quiz.review, name="review"),
    path("attempt/<uuid:uuid>/result/", quiz.result, name="result"),
]
