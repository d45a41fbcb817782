# target: activations.relu
# needs: landlock
"""Asks for the kit's files by their addresses, of a web client and of an XML parser that follows entities."""

import io
import urllib.request
import xml.sax
import xml.sax.handler

import toolbox


def _open(path):
    return urllib.request.urlopen(f"file://{path}").read()


def _entity(path):
    seen = []
    reader, handler = xml.sax.make_parser(), xml.sax.handler.ContentHandler()
    reader.setFeature(xml.sax.handler.feature_external_ges, True)
    handler.characters = seen.append
    reader.setContentHandler(handler)
    reader.parse(io.StringIO(f'<!DOCTYPE a [<!ENTITY b SYSTEM "file://{path}">]><a>&b;</a>'))
    return "".join(seen)


relu = toolbox.relu_if(lambda: any(toolbox.any_works(read, toolbox.secrets()) for read in (_open, _entity)))
