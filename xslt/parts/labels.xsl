<?xml version="1.0" encoding="UTF-8"?>
<!-- The words of the pages. Python puts another variable in place of this one, so that labels.xml is read once a process. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:variable name="labels" select="document('../labels.xml')/labels"/>
</xsl:stylesheet>
