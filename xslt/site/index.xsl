<?xml version="1.0" encoding="UTF-8"?>
<!--
  The index page: all documents of an edition by year.

  Input, made by site/index.py in the order of time:
    <site documents="5" people="21" first-year="1964" last-year="2021">
      <year n="1964" count="1" share="100"/> …
      <document href="doc/SLUG.html" year="1964" genre="minutes" notes="1" gaps="0" translation="1">
        <title/> <tei:date when="1964-11-25"/> <from/> <to/> <place/> <summary/>
      </document> …
    </site>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:include href="../parts/common.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="site document"/>
  <xsl:key name="year" match="document" use="@year"/>

  <xsl:template match="/site">
    <html lang="{$lang}">
      <head>
        <xsl:call-template name="meta"/>
        <title><xsl:value-of select="$edition-title"/></title>
      </head>
      <body class="index">
        <a class="skip" href="#list"><xsl:value-of select="$t/skip-list"/></a>
        <header class="banner"><xsl:call-template name="menu"/></header>
        <main id="main">
          <header class="head">
            <h1><xsl:value-of select="$edition-title"/></h1>
            <xsl:apply-templates select="statement"/>
            <xsl:if test="@documents &gt; 0"><p class="line"><xsl:call-template name="numbers"/></p></xsl:if>
          </header>
          <xsl:if test="year"><nav class="years" aria-label="{$t/documents-by-year}"><ol><xsl:apply-templates select="year"/></ol></nav></xsl:if>
          <div id="list" tabindex="-1">
            <xsl:if test="not(document)"><p class="empty"><xsl:value-of select="$t/edition-empty"/></p></xsl:if>
            <xsl:apply-templates select="year[@count &gt; 0]" mode="group"/>
            <xsl:if test="key('year', '')">
              <section class="group" id="undated" aria-labelledby="h-undated">
                <h2 id="h-undated"><xsl:value-of select="$t/undated"/></h2>
                <ul><xsl:apply-templates select="key('year', '')"/></ul>
              </section>
            </xsl:if>
          </div>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="statement"><p class="statement"><xsl:value-of select="."/></p></xsl:template>

  <xsl:template name="numbers">
    <span><xsl:call-template name="count"><xsl:with-param name="n" select="@documents"/><xsl:with-param name="word" select="'document'"/></xsl:call-template></span>
    <xsl:if test="@first-year">
      <span><xsl:value-of select="@first-year"/><xsl:if test="@first-year != @last-year">–<xsl:value-of select="@last-year"/></xsl:if></span>
    </xsl:if>
    <xsl:if test="@people &gt; 0">
      <span><xsl:call-template name="count"><xsl:with-param name="n" select="@people"/><xsl:with-param name="word" select="'named-person'"/></xsl:call-template></span>
    </xsl:if>
  </xsl:template>

  <!-- A bar a year; a year without documents is a gap in the row that stays visible. -->
  <xsl:template match="year">
    <li>
      <xsl:choose>
        <xsl:when test="@count &gt; 0">
          <a href="#y{@n}" title="{@n}: {@count}">
            <svg viewBox="0 0 1 100" preserveAspectRatio="none" aria-hidden="true"><rect y="{100 - @share}" width="1" height="{@share}"/></svg>
            <span><xsl:value-of select="@n"/><span class="sr"><xsl:text>: </xsl:text><xsl:call-template name="count"><xsl:with-param name="n" select="@count"/><xsl:with-param name="word" select="'document'"/></xsl:call-template></span></span>
          </a>
        </xsl:when>
        <xsl:when test="@to"><span class="none"><xsl:value-of select="concat(@n, '–', @to)"/></span></xsl:when>
        <xsl:otherwise><span class="none"><xsl:value-of select="@n"/></span></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template match="year" mode="group">
    <section class="group" id="y{@n}" aria-labelledby="h-y{@n}">
      <h2 id="h-y{@n}"><xsl:value-of select="@n"/></h2>
      <ul><xsl:apply-templates select="key('year', @n)"/></ul>
    </section>
  </xsl:template>
</xsl:stylesheet>
