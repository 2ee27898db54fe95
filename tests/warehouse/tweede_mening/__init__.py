"""Second opinions: the same figures counted again, slowly and without SQL.

Each module counts one subject from rows as they are staged, in loops that can be read beside the
definitions. They share nothing with the warehouse but the words; tests hold the views to them.
"""
