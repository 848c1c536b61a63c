<?xml version="1.0" encoding="UTF-8"?>
<!--
  What pages are given: their words, and what a page of a document says of the rest of the edition. Python puts other
  variables in place of these, so that a file is read once a process; in xsltproc a page stands alone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="labels" select="document('../labels.xml')/labels"/>
  <xsl:variable name="family-names" select="document('../family-names.xml')/family-names"/>
  <xsl:variable name="context" select="/.."/>
</xsl:stylesheet>
