<?xml version="1.0" encoding="UTF-8"?>
<!--
  The page of a capture: its lines on one side, the text of the edition on the other, and how the two differ.

  Input: the TEI file; what the capture tells is in $context, made by site/capture.py:
    <context>
      <capture file="…txt" sha256="…" found="…" encoding="utf-8" characters="16593" lines="171" end="LF" page="SLUG.html" shown="lines">
        <state n="text" count="57"/> …  <zone n="text" count="15316"/> …
        <became id="p-1" first="12"/> …
        <difference kind="markup" count="6"><reason/> <before>[</before> <in n="72"/> …</difference> …
      </capture>
    </context>
  @found: the file has another checksum than the ledger says; then, and if the edition shows no lines, there is no @shown.

  A capture may have many lines, so they are not in here: Python puts them, as lines.xsl shows them, in the place of
  <lines/>, and in the place of <beside/> the text and the notes as HTML, each block with a link to its lines
  (site/beside.py).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="exsl str tei">

  <xsl:include href="lines.xsl"/>
  <xsl:include href="../parts/document.xsl"/>

  <xsl:variable name="account" select="$context/capture"/>
  <xsl:variable name="page" select="string($account/@page)"/>

  <!-- a copy, because there are no keys of what Python gives -->
  <xsl:key name="became" match="became" use="@id"/>
  <xsl:variable name="became"><xsl:copy-of select="$account/became"/></xsl:variable>

  <xsl:template match="/">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"><xsl:with-param name="styles" select="'capture'"/><xsl:with-param name="scripts" select="substring('capture', 1, 7 * boolean($account/@shown))"/></xsl:call-template>
        <title>
          <xsl:value-of select="concat($t/capture-page, ': ')"/><xsl:call-template name="title"/>
          <xsl:if test="$edition-title != ''"> – <xsl:value-of select="$edition-title"/></xsl:if>
        </title>
      </head>
      <body class="capture">
        <xsl:if test="$account/@shown">
          <a class="skip" href="#lines"><xsl:value-of select="$t/skip-capture"/></a>
          <a class="skip" href="#beside"><xsl:value-of select="$t/skip-text"/></a>
        </xsl:if>
        <xsl:if test="$account/difference"><a class="skip" href="#differences"><xsl:value-of select="$t/skip-differences"/></a></xsl:if>
        <xsl:call-template name="banner"/>
        <div class="way">
          <nav class="crumbs" aria-label="{$t/breadcrumb}">
            <ol>
              <li><a href="{$home}"><xsl:value-of select="$t/documents"/></a></li>
              <li><a href="{$page}"><xsl:call-template name="title"/></a></li>
              <li aria-current="page"><xsl:value-of select="$t/capture-short"/></li>
            </ol>
          </nav>
        </div>
        <main id="main"><xsl:apply-templates select="$account"/></main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="capture">
    <header class="head">
      <p class="genre"><xsl:value-of select="$t/capture-page"/></p>
      <h1><xsl:call-template name="title"/></h1>
      <xsl:choose>
        <xsl:when test="@shown"><p class="intro"><xsl:value-of select="$t/capture-intro"/></p></xsl:when>
        <xsl:when test="@found"><p class="intro"><xsl:value-of select="$t/capture-unlike"/></p></xsl:when>
        <xsl:otherwise><p class="intro"><xsl:value-of select="$t/capture-hashes"/></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="state">
        <p class="totals">
          <b><xsl:call-template name="count"><xsl:with-param name="n" select="@lines"/><xsl:with-param name="word" select="'line'"/></xsl:call-template>:</b>
          <xsl:text> </xsl:text><xsl:apply-templates select="state[@count &gt; 0 or @n = 'undecided']" mode="total"/>
          <br/>
          <b><xsl:call-template name="count"><xsl:with-param name="n" select="@characters"/><xsl:with-param name="word" select="'char'"/></xsl:call-template>:</b>
          <xsl:text> </xsl:text><xsl:apply-templates select="zone[@count &gt; 0 or @n = 'lost']" mode="total"/>
        </p>
      </xsl:if>
    </header>
    <xsl:if test="@shown">
      <xsl:call-template name="filter-of-states"/>
      <xsl:call-template name="panes"/>
      <xsl:call-template name="differences"/>
    </xsl:if>
    <xsl:call-template name="check"/>
  </xsl:template>

  <!-- "15,316 in the text, …" -->
  <xsl:template match="state | zone" mode="total">
    <xsl:if test="position() &gt; 1">, </xsl:if>
    <span>
      <xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template>
      <xsl:text> </xsl:text><xsl:value-of select="$states[@n = current()[self::state]/@n] | $t/capture-zone[@n = current()[self::zone]/@n]"/>
    </span>
    <xsl:if test="position() = last()">.</xsl:if>
  </xsl:template>

  <!-- Which lines to show: nothing chosen is all; the stylesheet does it, without script. -->
  <xsl:template name="filter-of-states">
    <fieldset class="states">
      <legend><xsl:value-of select="$t/only-states"/></legend>
      <xsl:apply-templates select="state[@count &gt; 0]" mode="filter"/>
      <a class="onward" href="#differences"><xsl:value-of select="$t/to-differences"/></a>
    </fieldset>
  </xsl:template>

  <xsl:template match="state" mode="filter">
    <label>
      <input type="checkbox" id="only-{@n}" value="{@n}"/>
      <xsl:apply-templates select="$states[@n = current()/@n]" mode="letter"/>
      <xsl:text> </xsl:text><span><xsl:value-of select="$states[@n = current()/@n]"/></span>
      <xsl:text> </xsl:text><small><xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template></small>
    </label>
  </xsl:template>

  <!-- The two panes =============================================================================== -->

  <xsl:template name="panes">
    <div class="panes">
      <section class="pane" id="lines" aria-labelledby="h-lines" tabindex="0">
        <h2 id="h-lines"><xsl:value-of select="$t/captured-lines"/><xsl:text> </xsl:text><a class="onward" href="#beside"><xsl:value-of select="$t/to-edited-text"/></a></h2>
        <lines/>
      </section>
      <section class="pane" id="beside" aria-labelledby="h-beside" tabindex="0">
        <h2 id="h-beside"><xsl:value-of select="$t/edited-text"/><xsl:text> </xsl:text><a class="onward" href="#lines"><xsl:value-of select="$t/to-captured-lines"/></a></h2>
        <beside/>
      </section>
      <template id="with-script">
        <div role="separator" tabindex="0" aria-orientation="vertical" aria-label="{$t/pane-ratio}" aria-controls="lines" aria-valuemin="20" aria-valuemax="80" aria-valuenow="50"></div>
        <div role="tablist" aria-label="{$t/pane-switch}">
          <button type="button" role="tab" id="tab-lines" aria-controls="lines"><xsl:value-of select="$t/captured-lines"/></button>
          <button type="button" role="tab" id="tab-beside" aria-controls="beside"><xsl:value-of select="$t/edited-text"/></button>
        </div>
      </template>
    </div>
  </xsl:template>

  <!-- Differences ================================================================================== -->

  <xsl:template name="differences">
    <xsl:variable name="edited" select="$text//tei:choice[tei:corr or tei:reg or tei:expan]"/>
    <section class="apparatus" id="differences">
      <h2 id="h-differences"><xsl:value-of select="$t/capture-differences"/></h2>
      <xsl:choose>
        <xsl:when test="difference or $edited">
          <p class="hint"><xsl:value-of select="$t/differences-intro"/></p>
          <div class="scroll" role="region" tabindex="0" aria-labelledby="h-differences">
            <table>
              <thead><tr>
                <th scope="col"><xsl:value-of select="$t/difference-before"/></th>
                <th scope="col"><xsl:value-of select="$t/difference-after"/></th>
                <th scope="col"><xsl:value-of select="$t/difference-reason"/></th>
                <th scope="col"><xsl:value-of select="$t/difference-resp"/></th>
                <th scope="col"><xsl:value-of select="$t/difference-lines"/></th>
              </tr></thead>
              <tbody>
                <xsl:apply-templates select="$edited" mode="difference"/>
                <xsl:apply-templates select="difference"/>
              </tbody>
            </table>
          </div>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="$t/no-differences"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <xsl:template match="difference">
    <tr>
      <td>
        <xsl:choose>
          <xsl:when test="@kind = 'left-out'"><xsl:value-of select="$t/stretches"/></xsl:when>
          <xsl:otherwise><span class="w" dir="auto"><xsl:apply-templates select="before/node()"/></span></xsl:otherwise>
        </xsl:choose>
      </td>
      <td><xsl:value-of select="$t/capture-after[@n = current()/@kind]"/></td>
      <td><code class="rule" lang="en"><xsl:value-of select="reason"/></code></td>
      <td><xsl:value-of select="$t/by-rule"/></td>
      <td>
        <xsl:if test="@count &gt; 1"><xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template><xsl:text> × </xsl:text></xsl:if>
        <xsl:apply-templates select="in[position() &lt;= 6]"/>
        <xsl:if test="in[7]">
          <details>
            <summary><xsl:value-of select="str:replace($t/n-more, '%', string(count(in) - 6))"/></summary>
            <xsl:apply-templates select="in[position() &gt; 6]"/>
          </details>
        </xsl:if>
      </td>
    </tr>
  </xsl:template>

  <xsl:template match="in"><xsl:text> </xsl:text><a href="#l-{@n}"><xsl:value-of select="@n"/></a></xsl:template>

  <!-- what an editor changed stands in the TEI file: both readings, and whose decision it is -->
  <xsl:template match="tei:choice" mode="difference">
    <xsl:variable name="id" select="ancestor::*[@xml:id][1]/@xml:id"/>
    <xsl:variable name="changed" select="tei:corr | tei:reg | tei:expan"/>
    <xsl:variable name="who" select="key('id', substring-after($changed[1]/@resp, '#'))"/>
    <tr>
      <td><span class="w" dir="auto"><xsl:value-of select="tei:sic | tei:orig | tei:abbr"/></span></td>
      <td><span class="w" dir="auto"><xsl:value-of select="$changed[1]"/></span></td>
      <td><xsl:choose>
        <xsl:when test="$t/of[@n = 'correction'] and $changed[self::tei:corr]"><xsl:value-of select="$t/of[@n = 'correction']"/></xsl:when>
        <xsl:otherwise><code><xsl:value-of select="local-name($changed[1])"/></code></xsl:otherwise>
      </xsl:choose></td>
      <td><xsl:choose>
        <xsl:when test="$who"><xsl:value-of select="normalize-space($who[1])"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$t/by-editor"/></xsl:otherwise>
      </xsl:choose></td>
      <td><xsl:for-each select="exsl:node-set($became)"><xsl:apply-templates select="key('became', $id)"/></xsl:for-each></td>
    </tr>
  </xsl:template>

  <xsl:template match="became"><a href="#l-{@first}"><xsl:value-of select="@first"/></a></xsl:template>

  <!-- Checksums ==================================================================================== -->

  <xsl:template name="check">
    <section class="apparatus" id="check" aria-labelledby="h-check">
      <h2 id="h-check"><xsl:value-of select="$t/check-it"/></h2>
      <dl>
        <div><dt><xsl:value-of select="$t/capture-file"/></dt><dd><code><bdi><xsl:value-of select="@file"/></bdi></code></dd></div>
        <xsl:choose>
          <xsl:when test="@found">
            <div><dt><xsl:value-of select="$t/ledger-checksum"/></dt><dd><code class="hash"><xsl:value-of select="@sha256"/></code></dd></div>
            <div><dt><xsl:value-of select="$t/found-checksum"/></dt><dd><code class="hash"><xsl:value-of select="@found"/></code></dd></div>
          </xsl:when>
          <xsl:otherwise>
            <div><dt><xsl:value-of select="$t/checksum"/></dt><dd><code class="hash"><xsl:value-of select="@sha256"/></code></dd></div>
          </xsl:otherwise>
        </xsl:choose>
        <div><dt><xsl:value-of select="$t/capture-encoding"/></dt><dd><code><xsl:value-of select="@encoding"/></code></dd></div>
        <xsl:if test="@end != ''"><div><dt><xsl:value-of select="$t/line-ends"/></dt><dd><code><xsl:value-of select="@end"/></code></dd></div></xsl:if>
        <div><dt><xsl:value-of select="$t/size-in-characters"/></dt><dd><xsl:call-template name="count"><xsl:with-param name="n" select="@characters"/><xsl:with-param name="word" select="'char'"/></xsl:call-template></dd></div>
      </dl>
    </section>
  </xsl:template>
</xsl:stylesheet>
