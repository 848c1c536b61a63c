<?xml version="1.0" encoding="UTF-8"?>
<!--
  The front page: what the edition is, where to begin, its years, and the list of its documents.

  Input, made by site/index.py; $first is oldest or newest, @shown stands if the list is only a beginning:
    <site first="oldest" documents="5" people="21" first-year="1964" last-year="2021" years="4">
      <head/> (what machines read)
      <statement/> <editor/> <start><document/> …</start>
      <year n="1964" count="1" share="100"/> <year n="1965" to="1972" count="0"/> … <undated count="2"/>
      <narrow>
        <choice of="type" n="letter" href="types/letter.html" count="12"/> … <way href="titles.html" label="titles"/> …
      </narrow>
      <download href="tei.zip" label="download-tei" size="31 KB"/> …
      <document/> … (see entries.xsl)
    </site>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:include href="lists.xsl"/>
  <xsl:key name="year" match="/site/document" use="@year"/>

  <xsl:template match="/site">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"><xsl:with-param name="styles" select="'pages lists'"/><xsl:with-param name="scripts" select="'common facets'"/></xsl:call-template>
        <title><xsl:value-of select="$edition-title"/></title>
        <xsl:apply-templates select="head" mode="meta"/>
      </head>
      <body class="index front">
        <a class="skip" href="#list"><xsl:value-of select="$t/skip-list"/></a>
        <header class="banner"><xsl:call-template name="menu"/></header>
        <main id="main">
          <header class="head">
            <div>
              <h1><xsl:value-of select="$edition-title"/></h1>
              <xsl:apply-templates select="statement"/>
              <xsl:if test="@documents &gt; 0"><p class="line"><xsl:call-template name="numbers"/></p></xsl:if>
              <search><form class="find" action="{$root}search.html" method="get">
                <label class="sr" for="find"><xsl:value-of select="$t/search-edition"/></label>
                <input id="find" name="q" type="search" autocomplete="off"/>
                <button type="submit"><xsl:value-of select="$t/search"/></button>
              </form></search>
              <p class="further"><a href="#cite"><xsl:value-of select="$t/cite-edition"/></a><xsl:if test="download"><a href="#take"><xsl:value-of select="$t/take-edition"/></a></xsl:if></p>
            </div>
            <xsl:apply-templates select="start"/>
          </header>
          <xsl:call-template name="strip"/>
          <div class="columns">
            <xsl:if test="document"><xsl:apply-templates select="narrow"/></xsl:if>
            <div id="list" tabindex="-1">
              <xsl:if test="not(document)"><p class="empty"><xsl:value-of select="$t/edition-empty"/></p></xsl:if>
              <xsl:if test="document"><xsl:call-template name="order"/></xsl:if>
              <xsl:choose>
                <xsl:when test="@shown"><xsl:call-template name="beginning"/></xsl:when>
                <xsl:otherwise><xsl:call-template name="groups"/></xsl:otherwise>
              </xsl:choose>
            </div>
          </div>
          <div class="ends">
            <xsl:call-template name="cite"/>
            <xsl:if test="download">
              <section id="take" aria-labelledby="h-take">
                <h2 id="h-take"><xsl:value-of select="$t/take-edition"/></h2>
                <ul><xsl:apply-templates select="download"/></ul>
              </section>
            </xsl:if>
          </div>
        </main>
        <xsl:if test="document">
          <xsl:call-template name="facets">
            <xsl:with-param name="order"><xsl:if test="@first = 'newest'">-</xsl:if>date</xsl:with-param>
            <xsl:with-param name="now" select="@documents &lt; 1000"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <!-- The head ===================================================================================== -->

  <xsl:template match="statement"><p class="statement"><xsl:value-of select="."/></p></xsl:template>

  <xsl:template name="numbers">
    <span><xsl:call-template name="documents"><xsl:with-param name="n" select="@documents"/></xsl:call-template></span>
    <xsl:if test="@first-year">
      <span><xsl:value-of select="@first-year"/><xsl:if test="@first-year != @last-year">–<xsl:value-of select="@last-year"/></xsl:if></span>
    </xsl:if>
    <xsl:if test="@people &gt; 0">
      <span><xsl:call-template name="count"><xsl:with-param name="n" select="@people"/><xsl:with-param name="word" select="'named-person'"/></xsl:call-template></span>
    </xsl:if>
  </xsl:template>

  <xsl:template match="start">
    <section class="start" aria-labelledby="h-start">
      <h2 id="h-start"><xsl:value-of select="$t/start"/></h2>
      <ol><xsl:apply-templates select="document" mode="start"/></ol>
    </section>
  </xsl:template>

  <xsl:template match="document" mode="start">
    <li>
      <xsl:apply-templates select="." mode="link"/>
      <small><xsl:for-each select="$t/genre[@n = current()/@genre]"><xsl:value-of select="concat(., ' · ')"/></xsl:for-each><xsl:apply-templates select="." mode="when"/></small>
    </li>
  </xsl:template>

  <!-- The list ===================================================================================== -->

  <xsl:template name="order">
    <nav class="order" aria-label="{$t/order}">
      <a href="index.html"><xsl:call-template name="here"><xsl:with-param name="at" select="'index.html'"/></xsl:call-template><xsl:value-of select="$t/sorted[@n = 'date']"/></a>
      <a href="newest.html"><xsl:call-template name="here"><xsl:with-param name="at" select="'newest.html'"/></xsl:call-template><xsl:value-of select="$t/sorted[@n = '-date']"/></a>
    </nav>
  </xsl:template>

  <xsl:template name="groups">
    <xsl:apply-templates select="year[@count &gt; 0]" mode="group">
      <xsl:sort select="number(@n) * (1 - 2 * (/site/@first = 'newest'))" data-type="number"/>
    </xsl:apply-templates>
    <xsl:if test="undated">
      <xsl:call-template name="section">
        <xsl:with-param name="id" select="'undated'"/>
        <xsl:with-param name="title"><xsl:value-of select="$t/undated"/></xsl:with-param>
        <xsl:with-param name="documents" select="key('year', '')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="year" mode="group">
    <xsl:call-template name="section">
      <xsl:with-param name="id" select="concat('y', @n)"/>
      <xsl:with-param name="title"><a href="years/{@n}.html"><xsl:value-of select="@n"/></a></xsl:with-param>
      <xsl:with-param name="documents" select="key('year', @n)"/>
    </xsl:call-template>
  </xsl:template>

  <!-- of a large edition: its years, and the beginning of the list -->
  <xsl:template name="beginning">
    <section class="group" aria-labelledby="h-years">
      <h2 id="h-years"><xsl:value-of select="$t/all-years"/></h2>
      <ul class="many-years">
        <xsl:for-each select="year[@count &gt; 0]">
          <xsl:sort select="number(@n) * (1 - 2 * (/site/@first = 'newest'))" data-type="number"/>
          <li id="y{@n}"><a href="years/{@n}.html"><xsl:value-of select="@n"/></a><xsl:text> </xsl:text><small><xsl:call-template name="documents"/></small></li>
        </xsl:for-each>
        <xsl:for-each select="undated">
          <li id="undated"><a href="years/undated.html"><xsl:value-of select="$t/undated"/></a><xsl:text> </xsl:text><small><xsl:call-template name="documents"/></small></li>
        </xsl:for-each>
      </ul>
    </section>
    <xsl:call-template name="section">
      <xsl:with-param name="id" select="'beginning'"/>
      <xsl:with-param name="title"><xsl:value-of select="$t/first-documents[current()/@first = 'oldest'] | $t/latest-documents[current()/@first = 'newest']"/></xsl:with-param>
      <xsl:with-param name="documents" select="document"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Narrowing ==================================================================================== -->

  <xsl:template match="narrow">
    <aside class="narrow" aria-label="{$t/narrow}">
      <details class="fold">
        <summary><h2><xsl:value-of select="$t/narrow"/></h2></summary>
        <nav aria-label="{$t/narrow}">
          <xsl:apply-templates select="$t/facet[@n = 'type' or @n = 'language' or @n = 'archive']" mode="narrow"><xsl:with-param name="choices" select="choice"/></xsl:apply-templates>
          <xsl:if test="way">
            <h3 class="ways"><xsl:value-of select="$t/other-ways"/></h3>
            <ul class="ways"><xsl:apply-templates select="way"/></ul>
          </xsl:if>
        </nav>
      </details>
    </aside>
  </xsl:template>

  <xsl:template match="facet" mode="narrow">
    <xsl:param name="choices"/>
    <xsl:variable name="mine" select="$choices[@of = current()/@n]"/>
    <xsl:if test="$mine">
      <h3><xsl:value-of select="."/></h3>
      <ul><xsl:apply-templates select="$mine"/></ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="choice">
    <xsl:variable name="word" select="$t/genres[current()/@of = 'type' and @n = current()/@n] | $t/language-name[current()/@of = 'language' and @n = current()/@n]"/>
    <li><a href="{@href}"><xsl:value-of select="$word"/><xsl:if test="not($word)"><xsl:value-of select="@n"/></xsl:if></a><xsl:text> </xsl:text><small><xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template><span class="sr"><xsl:text> </xsl:text><xsl:choose><xsl:when test="@count = 1"><xsl:value-of select="$one-document"/></xsl:when><xsl:otherwise><xsl:value-of select="$many-documents"/></xsl:otherwise></xsl:choose></span></small></li>
  </xsl:template>

  <xsl:template match="way"><li><a href="{@href}"><xsl:value-of select="$t/*[name() = current()/@label]"/></a></li></xsl:template>

  <!-- The ends ===================================================================================== -->

  <xsl:template name="cite">
    <section id="cite" aria-labelledby="h-cite">
      <h2 id="h-cite"><xsl:value-of select="$t/cite-edition"/></h2>
      <p class="copy">
        <xsl:call-template name="sentence"><xsl:with-param name="words" select="$edition-title"/></xsl:call-template>
        <xsl:if test="editor">
          <xsl:call-template name="sentence">
            <xsl:with-param name="words">
              <xsl:value-of select="concat($t/edited-by, ' ')"/>
              <xsl:for-each select="editor"><xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="."/></xsl:for-each>
            </xsl:with-param>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="sentence">
          <xsl:with-param name="words">
            <xsl:if test="$publisher != 'unpublished'"><xsl:value-of select="$publisher"/><xsl:if test="$publisher != '' and $published != ''">, </xsl:if></xsl:if>
            <xsl:if test="$published != ''"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template></xsl:if>
          </xsl:with-param>
        </xsl:call-template>
        <xsl:if test="$base-url != ''"><xsl:value-of select="$base-url"/></xsl:if>
      </p>
      <xsl:if test="@citing"><p><a href="{@citing}"><xsl:value-of select="$t/cite-how"/></a></p></xsl:if>
    </section>
  </xsl:template>

  <!-- words with a full stop, if there are any -->
  <xsl:template name="sentence">
    <xsl:param name="words"/>
    <xsl:variable name="said" select="normalize-space($words)"/>
    <xsl:value-of select="$said"/>
    <xsl:if test="$said != '' and substring($said, string-length($said)) != '.'">.</xsl:if>
    <xsl:if test="$said != ''"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="download">
    <li><a href="{@href}" download=""><xsl:value-of select="$t/*[name() = current()/@label]"/></a><xsl:text> </xsl:text><small><xsl:call-template name="size"><xsl:with-param name="bytes" select="@size"/></xsl:call-template></small></li>
  </xsl:template>
</xsl:stylesheet>
