<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of people, organisations and places share. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <xsl:template match="@*" mode="plural">
    <xsl:choose>
      <xsl:when test=". = 'person'"><xsl:value-of select="$t/people"/></xsl:when>
      <xsl:when test=". = 'organisation'"><xsl:value-of select="$t/organisations"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/places"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="in-documents">
    <xsl:param name="n"/>
    <xsl:choose>
      <xsl:when test="$n = 1"><xsl:value-of select="$t/in-document"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="digits"><xsl:call-template name="digits"><xsl:with-param name="n" select="$n"/></xsl:call-template></xsl:variable>
        <xsl:value-of select="str:replace($t/in-document-s, '%', string($digits))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- what the paragraph, heading, … with an id is called: ¶ 3, heading -->
  <xsl:template name="block">
    <xsl:param name="id"/>
    <xsl:choose>
      <xsl:when test="starts-with($id, 'p-')"><xsl:value-of select="concat('¶&#xa0;', substring($id, 3))"/></xsl:when>
      <xsl:when test="starts-with($id, 'note-') or starts-with($id, 'fn-')"><xsl:value-of select="concat($t/note, ' ', substring-after($id, '-'))"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="word" select="$t/where[@n = substring-before(concat($id, '-'), '-')]"/>
        <xsl:value-of select="$word"/>
        <xsl:if test="not($word)"><xsl:value-of select="concat('¶&#xa0;', $id)"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- an authority file by its name, as a plain link; an identifier that has no address is only told -->
  <xsl:template match="authority" mode="link">
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="$t/authority[@n = current()/@scheme]"><xsl:value-of select="$t/authority[@n = current()/@scheme]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@scheme"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="@href"><a href="{@href}"><xsl:value-of select="$label"/></a></xsl:when>
      <xsl:otherwise><xsl:value-of select="$label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="authority" mode="fact">
    <dd><xsl:apply-templates select="." mode="link"/><xsl:if test="@scheme != 'uri' or not(@href)"><xsl:text> </xsl:text><small><xsl:value-of select="."/></small></xsl:if></dd>
  </xsl:template>
</xsl:stylesheet>
