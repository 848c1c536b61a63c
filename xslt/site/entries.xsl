<?xml version="1.0" encoding="UTF-8"?>
<!--
  A document in a list, for every page that lists documents: include this file beside ../parts/common.xsl.

  Input, made by entry() and short_entry() of site/entries.py; `href` counts from the index:
    <document href="doc/SLUG.html" year="1964" month="11" genre="minutes" notes="1" gaps="0" translation="1" coins="…">
      <title/> <tei:date when="1964-11-25"/> <from/> <to/> <place/> <summary/>
    </document>
    <document href="doc/SLUG.html" year="1964" month="11" genre="minutes" brief="1"> <title/> <tei:date/> </document>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- Entries stand in a <ul class="entries">; their titles are headings of the third level. -->
  <xsl:template match="document">
    <li class="entry">
      <p class="when"><xsl:apply-templates select="." mode="when"/></p>
      <div>
        <xsl:apply-templates select="$t/genre[@n = current()/@genre]" mode="entry"/>
        <h3><xsl:apply-templates select="." mode="link"/></h3>
        <xsl:if test="from or to or place">
          <p class="parties">
            <xsl:apply-templates select="from | to" mode="entry"/>
            <xsl:if test="place"><span class="at"><xsl:value-of select="place"/></span></xsl:if>
          </p>
        </xsl:if>
        <xsl:apply-templates select="summary" mode="entry"/>
        <xsl:if test="@notes = 1 or @gaps = 1 or @translation = 1">
          <p class="marks">
            <xsl:if test="@translation = 1"><span><xsl:value-of select="$t/translation"/></span></xsl:if>
            <xsl:if test="@notes = 1"><span><xsl:value-of select="$t/has-notes"/></span></xsl:if>
            <xsl:if test="@gaps = 1"><span><xsl:value-of select="$t/damaged"/></span></xsl:if>
          </p>
        </xsl:if>
        <xsl:if test="@coins"><span class="Z3988" title="{@coins}"></span></xsl:if>
      </div>
    </li>
  </xsl:template>

  <!-- one line, for lists of very many -->
  <xsl:template match="document[@brief]">
    <li class="entry brief">
      <p class="when"><xsl:apply-templates select="." mode="when"/></p>
      <p>
        <xsl:apply-templates select="." mode="link"/>
        <xsl:for-each select="$t/genre[@n = current()/@genre]"><xsl:text> </xsl:text><small><xsl:value-of select="."/></small></xsl:for-each>
      </p>
    </li>
  </xsl:template>

  <xsl:template match="document" mode="link">
    <a href="{$root}{@href}">
      <xsl:value-of select="title"/>
      <xsl:if test="not(title) or title = ''"><xsl:value-of select="$t/untitled"/></xsl:if>
    </a>
  </xsl:template>

  <xsl:template match="document" mode="when">
    <xsl:apply-templates select="tei:date" mode="time"/>
    <xsl:if test="not(tei:date)"><xsl:value-of select="$t/undated"/></xsl:if>
  </xsl:template>

  <xsl:template match="genre" mode="entry"><p class="genre"><xsl:value-of select="."/></p></xsl:template>
  <xsl:template match="from" mode="entry"><span><xsl:value-of select="."/></span></xsl:template>
  <xsl:template match="to" mode="entry"><span class="to"><span class="arrow" aria-hidden="true"> → </span><span class="sr"><xsl:value-of select="concat(' ', $t/from-to, ' ')"/></span><xsl:value-of select="."/></span></xsl:template>
  <xsl:template match="summary" mode="entry"><p class="about"><xsl:value-of select="."/></p></xsl:template>
</xsl:stylesheet>
