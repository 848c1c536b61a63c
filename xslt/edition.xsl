<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI → reading edition: the page of one document.

  Any TEI P5 file will do; files made by tei-edition use every part. The page needs no script, no server and no
  network. A stylesheet of your own goes on top of this one:

    <xsl:import href="tei-edition:edition.xsl"/>

  and then redefines single templates; see README.md beside this file.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:include href="parts/common.xsl"/>
  <xsl:include href="parts/document.xsl"/>
  <xsl:include href="parts/display.xsl"/>
  <xsl:include href="parts/header.xsl"/>
  <xsl:include href="parts/citation.xsl"/>
  <xsl:include href="parts/making.xsl"/>
  <xsl:include href="parts/text.xsl"/>
  <xsl:include href="parts/minutes.xsl"/>
  <xsl:include href="parts/correspondence.xsl"/>
  <xsl:include href="parts/editorial.xsl"/>
  <xsl:include href="parts/names.xsl"/>
  <xsl:include href="parts/notes.xsl"/>

  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="tei:TEI tei:teiCorpus tei:text tei:group tei:front tei:body tei:back tei:div tei:sp
    tei:opener tei:closer tei:postscript tei:address tei:list tei:table tei:row tei:figure tei:quote
    tei:standOff tei:listPerson tei:listOrg tei:listPlace tei:person tei:personGrp tei:org tei:place
    tei:teiHeader tei:fileDesc tei:titleStmt tei:publicationStmt tei:sourceDesc tei:encodingDesc tei:profileDesc
    tei:revisionDesc tei:editorialDecl tei:samplingDecl tei:projectDesc tei:availability tei:respStmt
    tei:msDesc tei:msIdentifier tei:correspDesc tei:correspAction tei:particDesc tei:abstract tei:creation"/>

  <xsl:template match="/">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <!-- what stands at the head of each printed page -->
      <xsl:attribute name="data-running"><xsl:call-template name="running-title"/></xsl:attribute>
      <head>
        <xsl:call-template name="meta">
          <xsl:with-param name="styles"/>
          <xsl:with-param name="scripts" select="'words edition'"/>
        </xsl:call-template>
        <title><xsl:call-template name="page-title"/></title>
        <xsl:apply-templates select="$teiHeader[not($context/head)] | $context/*" mode="meta"/>
      </head>
      <body>
        <a href="#text"><xsl:value-of select="$t/skip-text"/></a>
        <xsl:if test="$notes"><a href="#notes"><xsl:value-of select="$t/skip-notes"/></a></xsl:if>
        <xsl:if test="$home != ''"><a href="#q"><xsl:value-of select="$t/skip-search"/></a></xsl:if>
        <xsl:call-template name="banner">
          <xsl:with-param name="display"><xsl:call-template name="display"/></xsl:with-param>
        </xsl:call-template>
        <div class="way">
          <xsl:call-template name="breadcrumb"/>
          <xsl:call-template name="neighbours"/>
        </div>
        <main>
          <article>
            <xsl:call-template name="head"/>
            <xsl:apply-templates select="$teiHeader/tei:profileDesc/tei:abstract" mode="summary"/>
            <xsl:call-template name="card"/>
            <xsl:call-template name="who"/>
            <xsl:call-template name="rail"/>
            <xsl:call-template name="reading-text"/>
            <xsl:call-template name="notes"/>
            <xsl:call-template name="signs"/>
            <xsl:call-template name="named"/>
            <xsl:call-template name="cite"/>
            <xsl:call-template name="files"/>
            <xsl:call-template name="made"/>
            <xsl:call-template name="nearby"/>
          </article>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template name="dated-title">
    <xsl:call-template name="title"/>
    <xsl:if test="$date-words != ''">, <xsl:value-of select="$date-words"/></xsl:if>
  </xsl:template>
  <!-- one line: a long title ends with the word at its sixtieth letter -->
  <xsl:template name="running-title">
    <xsl:variable name="title"><xsl:call-template name="title"/></xsl:variable>
    <xsl:variable name="short" select="concat(substring($title, 1, 60), substring-before(concat(substring($title, 61), ' '), ' '))"/>
    <xsl:value-of select="$short"/>
    <xsl:if test="$short != $title">…</xsl:if>
    <xsl:if test="$date-words != ''">, <xsl:value-of select="$date-words"/></xsl:if>
  </xsl:template>
  <xsl:template name="page-title">
    <xsl:call-template name="dated-title"/>
    <xsl:if test="$edition-title != ''"> – <xsl:value-of select="$edition-title"/></xsl:if>
  </xsl:template>

  <!-- The words of the document. Whatever stands in it and is no word of the document has the class "app". -->
  <xsl:template name="reading-text">
    <div class="tei-text" id="text" role="region" aria-label="{$t/text}" tabindex="-1">
      <xsl:call-template name="text-lang"/>
      <xsl:choose>
        <xsl:when test="$text"><xsl:apply-templates select="$text"/></xsl:when>
        <xsl:when test="/tei:TEI | /tei:teiCorpus"><p class="app empty"><xsl:value-of select="$t/no-text"/></p></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="/*"/></xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>

  <!-- the language of the text, and its direction where that is from the right -->
  <xsl:template name="text-lang">
    <xsl:if test="$text-lang">
      <xsl:call-template name="language"><xsl:with-param name="of" select="$text-lang"/></xsl:call-template>
      <xsl:call-template name="dir"><xsl:with-param name="of" select="$text-lang"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- On this page: what a printed edition has as its table of contents; on wide screens it stands in the margin. -->
  <xsl:template name="rail">
    <div class="rail">
      <nav aria-labelledby="contents">
        <details>
          <summary><h2 id="contents"><xsl:value-of select="$t/on-this-page"/></h2></summary>
          <ul>
            <li><a href="#text"><xsl:value-of select="$t/text"/></a>
              <xsl:variable name="heads" select="$text//tei:div/tei:head[@xml:id]"/>
              <xsl:if test="count($heads) &gt; 2">
                <ul><xsl:apply-templates select="$heads" mode="contents"/></ul>
              </xsl:if>
            </li>
            <xsl:if test="$notes"><li><a href="#notes"><xsl:value-of select="$t/notes"/></a><xsl:text> </xsl:text><small><xsl:value-of select="count($notes)"/></small></li></xsl:if>
            <xsl:if test="$signs"><li><a href="#signs"><xsl:value-of select="$t/signs-short"/></a></li></xsl:if>
            <xsl:if test="$named"><li><a href="#named"><xsl:value-of select="$t/named-short"/></a><xsl:text> </xsl:text><small><xsl:value-of select="count($named)"/></small></li></xsl:if>
            <li><a href="#cite"><xsl:value-of select="$t/cite-short"/></a></li>
            <xsl:if test="$context/download"><li><a href="#files"><xsl:value-of select="$t/files-short"/></a></li></xsl:if>
            <li><a href="#made"><xsl:value-of select="$t/made"/></a></li>
            <xsl:if test="$context/nearby"><li><a href="#nearby"><xsl:value-of select="$t/nearby"/></a></li></xsl:if>
          </ul>
        </details>
      </nav>
      <xsl:call-template name="speaker-filter"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:head" mode="contents">
    <li><a href="#{@xml:id}"><xsl:value-of select="normalize-space(.)"/></a></li>
  </xsl:template>

  <xsl:template name="neighbours">
    <xsl:if test="$context/neighbour">
      <nav class="neighbours" aria-label="{$t/neighbours}">
        <xsl:call-template name="neighbour-row"><xsl:with-param name="of" select="$context/neighbour[@in = 'time']"/><xsl:with-param name="label" select="$t/in-time"/></xsl:call-template>
        <xsl:call-template name="neighbour-row"><xsl:with-param name="of" select="$context/neighbour[@in = 'correspondence']"/><xsl:with-param name="label" select="$t/in-correspondence"/></xsl:call-template>
      </nav>
    </xsl:if>
  </xsl:template>
  <xsl:template name="neighbour-row">
    <xsl:param name="of"/>
    <xsl:param name="label"/>
    <xsl:if test="$of"><p><xsl:value-of select="$label"/><xsl:apply-templates select="$of"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="neighbour">
    <a class="{@way}" href="{@href}">
      <b><xsl:call-template name="neighbour-date"><xsl:with-param name="iso" select="@date"/></xsl:call-template></b>
      <xsl:text> </xsl:text><xsl:value-of select="."/>
    </a>
  </xsl:template>

  <!-- m. Nearby: what was written at that time, between the same people, about the same ones -->
  <xsl:template name="nearby">
    <xsl:if test="$context/nearby">
      <section id="nearby" aria-labelledby="h-nearby">
        <h2 id="h-nearby"><xsl:value-of select="$t/nearby"/></h2>
        <xsl:apply-templates select="$t/near" mode="nearby"/>
      </section>
    </xsl:if>
  </xsl:template>
  <xsl:template match="near" mode="nearby">
    <xsl:variable name="near" select="$context/nearby[@why = current()/@n]"/>
    <xsl:if test="$near">
      <h3><xsl:value-of select="."/></h3>
      <ul><xsl:for-each select="$near"><li><xsl:apply-templates select="." mode="document"/></li></xsl:for-each></ul>
    </xsl:if>
  </xsl:template>
  <!-- another document of the edition: date and title -->
  <xsl:template match="*" mode="document">
    <small><xsl:call-template name="neighbour-date"><xsl:with-param name="iso" select="@date"/></xsl:call-template></small>
    <xsl:text> </xsl:text>
    <a href="{@href}"><xsl:value-of select="."/></a>
  </xsl:template>

  <xsl:template name="neighbour-date">
    <xsl:param name="iso"/>
    <xsl:choose>
      <xsl:when test="$iso != ''"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$iso"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/undated"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
