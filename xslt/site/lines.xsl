<?xml version="1.0" encoding="UTF-8"?>
<!--
  Lines of a capture, in lists, for its page (capture.xsl).

  Input, made by site/capture.py, some lists at a time:
    <lines page="SLUG.html" several="yes">
      <block first="1" last="50">
        <line n="12" state="text" end="CRLF">
          <words>Comrade Hoxha:<c as="⍽">&#xa0;</c></words>
          <piece zone="text"><reason>paragraph</reason> <to id="p-1" href="#p-1"/></piece>  (@href: it stands beside)
          <piece zone="header"><reason>title</reason> <to>teiHeader/fileDesc/titleStmt/title</to></piece>
        </line> …
      </block> …
    </lines>
  @several: the page has more than one list.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="html" encoding="utf-8"/>

  <xsl:include href="../parts/common.xsl"/>

  <!-- the labels that each line needs -->
  <xsl:variable name="states" select="$t/line-state"/>
  <xsl:variable name="parts" select="$t/capture-part"/>
  <xsl:variable name="left-out" select="string($t/left-out)"/>
  <xsl:variable name="before-part" select="substring-before($t/in-the-document, '%')"/>
  <xsl:variable name="after-part" select="substring-after($t/in-the-document, '%')"/>

  <xsl:template match="lines"><div><xsl:apply-templates select="block"/></div></xsl:template>

  <!-- A long capture is several lists, so that a browser lays out only those that are near. -->
  <xsl:template match="block">
    <ol start="{@first}" role="list">
      <xsl:if test="../@several">
        <xsl:attribute name="aria-label"><xsl:value-of select="concat(substring-before($t/lines-from-to, '%'), @first, substring-before(substring-after($t/lines-from-to, '%'), '%'), @last)"/></xsl:attribute>
      </xsl:if>
      <xsl:apply-templates select="line"/>
    </ol>
  </xsl:template>

  <xsl:template match="line">
    <xsl:variable name="state" select="$states[@n = current()/@state]"/>
    <li id="l-{@n}" class="l is-{@state}">
      <xsl:if test="piece/to/@id">
        <xsl:attribute name="data-to"><xsl:for-each select="piece/to[@id]"><xsl:value-of select="concat(@id, ' ')"/></xsl:for-each></xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="@state = 'blank'"><span class="no"><xsl:value-of select="@n"/></span></xsl:when>
        <xsl:otherwise><a class="no" href="#l-{@n}"><xsl:value-of select="@n"/></a></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="$state" mode="letter"/>
      <span class="sr"><xsl:value-of select="$state"/></span>
      <span class="w" dir="auto">
        <xsl:apply-templates select="words/node()"/>
        <xsl:if test="@end"><bdi class="c end" data-c="{$t/line-end[@n = current()/@end]}" data-end="{@end}"></bdi></xsl:if>
      </span>
      <xsl:if test="piece"><span class="why"><xsl:apply-templates select="piece"/></span></xsl:if>
    </li>
  </xsl:template>

  <xsl:template match="line-state" mode="letter"><b class="st is-{@n}" aria-hidden="true"><xsl:value-of select="@letter"/></b></xsl:template>

  <!-- an odd character: its sign is written by the stylesheet, so that a copy has the character alone -->
  <xsl:template match="c"><bdi class="c" data-c="{@as}"><xsl:value-of select="."/></bdi></xsl:template>

  <xsl:template match="piece">
    <span>
      <code class="rule" lang="en"><xsl:apply-templates select="reason"/></code>
      <xsl:text> → </xsl:text>
      <xsl:apply-templates select="to"/>
      <xsl:if test="not(to)">
        <xsl:choose>
          <xsl:when test="@zone = 'chrome'"><xsl:value-of select="$left-out"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$t/capture-zone[@n = current()/@zone]"/></xsl:otherwise>
        </xsl:choose>
      </xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="reason"><xsl:if test="position() &gt; 1"> · </xsl:if><xsl:value-of select="."/></xsl:template>

  <!-- where it went: an element of the header by its path, one of the text by a link to both pages -->
  <xsl:template match="to"><xsl:if test="position() &gt; 1">, </xsl:if><code><xsl:value-of select="substring-after(., 'teiHeader/')"/></code></xsl:template>
  <xsl:template match="to[@id]">
    <xsl:variable name="words"><xsl:call-template name="part"/></xsl:variable>
    <xsl:if test="position() &gt; 1">, </xsl:if>
    <xsl:choose>
      <xsl:when test="@href">
        <a href="{@href}"><xsl:value-of select="$words"/></a>
        <a class="out" href="{/lines/@page}#{@id}" aria-label="{$before-part}{$words}{$after-part}">↗</a>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "¶ 12", "turn 7", from the id; an id of another kind stands as it is -->
  <xsl:template name="part">
    <xsl:variable name="kind" select="$parts[@n = substring-before(current()/@id, '-')]"/>
    <xsl:choose>
      <xsl:when test="$kind"><xsl:value-of select="concat($kind, '&#xa0;', substring-after(@id, '-'))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
