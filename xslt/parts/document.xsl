<?xml version="1.0" encoding="UTF-8"?>
<!-- The document that a page is about: where its header and its text stand in the file, and its title. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:variable name="tei" select="(/tei:TEI | /tei:teiCorpus/tei:TEI)[1]"/>
  <xsl:variable name="teiHeader" select="($tei/tei:teiHeader | /tei:teiCorpus/tei:teiHeader)[last()]"/>
  <xsl:variable name="text" select="/tei:TEI/tei:text | /tei:teiCorpus//tei:TEI/tei:text"/>
  <xsl:variable name="text-lang" select="($text[1]/@xml:lang | $tei/@xml:lang)[last()]"/>
  <xsl:variable name="titleStmt" select="$teiHeader/tei:fileDesc/tei:titleStmt"/>

  <xsl:template name="title">
    <xsl:variable name="title" select="normalize-space(($titleStmt/tei:title[@type = 'main'] | $titleStmt/tei:title[not(@type = 'sub')])[1])"/>
    <xsl:choose>
      <xsl:when test="$title != ''"><xsl:value-of select="$title"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/untitled"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
