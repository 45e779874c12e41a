"""What an editor of one department sees is that department.

The admin asks for permissions wherever something is changed, and shows more than it should in some
places where something is only named: choosers, bulk actions, filters of reports. Whose something is
is told by the permissions on pages and collections alone, so this holds for everybody.
"""
