<?xml version="1.0" encoding="UTF-8"?>
<!--
  The search page. Input, made by site/search.py: <search index="pagefind/"/>; an empty @index: there is no index.

  Without script, without a server or without an index the page says so in plain words and offers the lists.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../parts/common.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <xsl:template match="/search">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta">
          <xsl:with-param name="scripts"><xsl:if test="@index != ''">common search</xsl:if></xsl:with-param>
          <xsl:with-param name="script-src">'self'<xsl:if test="@index != ''"> 'wasm-unsafe-eval'</xsl:if></xsl:with-param>
          <xsl:with-param name="connect-src"><xsl:choose><xsl:when test="@index != ''">'self'</xsl:when><xsl:otherwise>'none'</xsl:otherwise></xsl:choose></xsl:with-param>
        </xsl:call-template>
        <title><xsl:value-of select="concat($t/search, ' – ', $edition-title)"/></title>
      </head>
      <body class="search">
        <a class="skip" href="#found"><xsl:value-of select="$t/skip-results"/></a>
        <xsl:call-template name="banner"/>
        <main id="main">
          <header class="head"><h1><xsl:value-of select="$t/search-edition"/></h1></header>
          <search><form class="ask" action="search.html" method="get">
            <label class="sr" for="q"><xsl:value-of select="$t/search-edition"/></label>
            <input id="q" name="q" type="search" autocomplete="off"/>
            <button type="submit"><xsl:value-of select="$t/search"/></button>
          </form></search>
          <p class="hint" id="state" role="status">
            <xsl:choose>
              <xsl:when test="@index = ''"><xsl:value-of select="$t/search-none"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$t/search-needs"/></xsl:otherwise>
            </xsl:choose>
          </p>
          <div class="outcome">
            <xsl:if test="@index != ''"><div id="narrow" data-index="{@index}" hidden=""></div></xsl:if>
            <div id="found" tabindex="-1"></div>
          </div>
          <section class="instead" aria-labelledby="h-instead">
            <h2 id="h-instead"><xsl:value-of select="$t/search-lists"/></h2>
            <ul>
              <li><a href="index.html"><xsl:value-of select="$t/documents"/></a></li>
              <li><a href="titles.html"><xsl:value-of select="$t/list-titles"/></a></li>
              <li><a href="years/index.html"><xsl:value-of select="$t/chronology"/></a></li>
              <li><a href="people/index.html"><xsl:value-of select="$t/people"/></a></li>
              <li><a href="places/index.html"><xsl:value-of select="$t/places"/></a></li>
              <li><a href="orgs/index.html"><xsl:value-of select="$t/organisations"/></a></li>
            </ul>
          </section>
        </main>
        <xsl:if test="@index != ''"><xsl:call-template name="words"/></xsl:if>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- what the script says -->
  <xsl:template name="words">
    <template id="words">
      <xsl:for-each select="$t/search-word"><i data-k="{@n}"><xsl:value-of select="."/></i></xsl:for-each>
      <xsl:for-each select="$t/genre"><i data-k="genre-{@n}"><xsl:value-of select="."/></i></xsl:for-each>
      <i data-k="months"><xsl:value-of select="$month-names"/></i>
      <i data-k="mark"><xsl:value-of select="$t/day-mark"/></i>
    </template>
  </xsl:template>
</xsl:stylesheet>
