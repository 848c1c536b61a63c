<?xml version="1.0" encoding="UTF-8"?>
<!-- Letters and telegrams: opener, closer and their parts; the letter that this one answers. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:template match="tei:opener | tei:closer | tei:postscript">
    <div class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></div>
  </xsl:template>

  <!-- The parts of openers and closers are lines of their own, in the order of the source. -->
  <xsl:template match="tei:opener/tei:dateline | tei:opener/tei:salute | tei:opener/tei:signed | tei:opener/tei:seg
      | tei:opener/tei:idno | tei:opener/tei:byline | tei:closer/tei:dateline | tei:closer/tei:salute
      | tei:closer/tei:signed | tei:closer/tei:seg | tei:closer/tei:idno" priority="1">
    <p class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p>
  </xsl:template>
  <xsl:template match="tei:address">
    <div class="tei-address"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></div>
  </xsl:template>
  <xsl:template match="tei:addrLine"><p class="tei-addrLine"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p></xsl:template>

  <!-- elsewhere (in a head, a paragraph, an article) they are phrases or lines -->
  <xsl:template match="tei:dateline | tei:salute | tei:signed">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:postscript"><p class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p></xsl:when>
      <xsl:otherwise><span class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:postscript/tei:label"><p class="tei-label"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></p></xsl:template>

  <xsl:template match="tei:ref[@type = 'prev']" mode="card">
    <xsl:variable name="letter" select="$context/answers[@file = current()/@target]"/>
    <dt><xsl:value-of select="$t/answers"/></dt><dd>
      <xsl:choose>
        <xsl:when test="$letter">
          <a href="{$letter/@href}"><xsl:apply-templates select="." mode="words"/></a>
        </xsl:when>
        <xsl:otherwise><xsl:apply-templates select="." mode="words"/></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="starts-with(@source, '#') and key('id', substring(@source, 2))[ancestor::tei:text]">
        <xsl:text> </xsl:text><a href="{@source}">¶&#xa0;<xsl:value-of select="substring-after(@source, '-')"/></a>
      </xsl:if>
    </dd>
  </xsl:template>
  <xsl:template match="tei:ref[tei:date]" mode="words">
    <xsl:apply-templates select="tei:persName | tei:orgName" mode="joined"/>
    <xsl:apply-templates select="tei:date" mode="time"/>
  </xsl:template>
  <xsl:template match="tei:ref" mode="words"><xsl:value-of select="normalize-space(.)"/></xsl:template>
  <xsl:template match="tei:persName | tei:orgName" mode="joined"><xsl:value-of select="normalize-space(.)"/>, </xsl:template>
</xsl:stylesheet>
