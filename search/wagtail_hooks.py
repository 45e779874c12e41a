from wagtail import hooks

from search.public.box import box_in_masthead

hooks.register("portal_masthead", box_in_masthead)
