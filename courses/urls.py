"""Addresses of the courses app."""

from django.urls import path

from courses.views import learn, lesson, people

urlpatterns = [
    path("catalogue/", learn.catalogue, name="catalogue"),
    path("learn/", learn.learn, name="learn"),
    path("learn/<uuid:uuid>/", lesson.lesson, name="lesson"),
    path("learn/<uuid:uuid>/place/", lesson.keep_place, name="lesson-place"),
    path("learn/<uuid:uuid>/check/", lesson.answer, name="lesson-check"),
    path("learn/<uuid:uuid>/reflection/", lesson.reflect, name="lesson-reflection"),
    path("learn/<uuid:uuid>/finish/", lesson.finish, name="lesson-finish"),
    path("hr/people/", people.people, name="people"),
]
