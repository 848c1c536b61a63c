<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of lists share: the frame, the way to them, the strip of years, and what the script needs. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei str">

  <xsl:include href="strip.xsl"/>
  <xsl:include href="../parts/common.xsl"/>
  <xsl:include href="entries.xsl"/>
  <xsl:include href="facets.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>
  <xsl:strip-space elements="*"/>

  <!-- A page around one list; $way is what leads to it, as <li>s, $body what follows the heading. -->
  <xsl:template name="page">
    <xsl:param name="title"/>
    <xsl:param name="over"/>
    <xsl:param name="way"/>
    <xsl:param name="body"/>
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"><xsl:with-param name="styles" select="'pages lists'"/><xsl:with-param name="scripts" select="'common facets'"/></xsl:call-template>
        <title><xsl:value-of select="concat($title, ' – ', $edition-title)"/></title>
      </head>
      <body class="index">
        <a class="skip" href="#list"><xsl:value-of select="$t/skip-list"/></a>
        <xsl:call-template name="banner"/>
        <div class="way">
          <nav class="crumbs" aria-label="{$t/breadcrumb}">
            <ol>
              <li><a href="{$home}"><xsl:value-of select="$t/documents"/></a></li>
              <xsl:copy-of select="$way"/>
              <li aria-current="page"><xsl:value-of select="$title"/></li>
            </ol>
          </nav>
          <xsl:apply-templates select="." mode="neighbours"/>
        </div>
        <main id="main">
          <header class="head">
            <xsl:if test="$over != ''"><p class="genre"><xsl:value-of select="$over"/></p></xsl:if>
            <h1><xsl:value-of select="$title"/></h1>
            <p class="line"><xsl:apply-templates select="." mode="line"/></p>
          </header>
          <xsl:copy-of select="$body"/>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="*" mode="neighbours"/>
  <xsl:template match="*" mode="line"><xsl:call-template name="documents"/></xsl:template>

  <xsl:template name="documents">
    <xsl:param name="n" select="@count"/>
    <xsl:call-template name="count"><xsl:with-param name="n" select="$n"/><xsl:with-param name="word" select="'document'"/></xsl:call-template>
  </xsl:template>

  <!-- what the years and months of a list lead to -->
  <xsl:template name="section">
    <xsl:param name="id"/>
    <xsl:param name="title"/>
    <xsl:param name="documents"/>
    <section class="group" id="{$id}" aria-labelledby="h-{$id}">
      <h2 id="h-{$id}"><xsl:copy-of select="$title"/></h2>
      <ul class="entries"><xsl:apply-templates select="$documents"/></ul>
    </section>
  </xsl:template>


  <!-- "No document of 1967." -->
  <xsl:template name="empty-year">
    <xsl:variable name="name"><xsl:apply-templates select="." mode="name"/></xsl:variable>
    <xsl:value-of select="str:replace($t/no-document-of, '%', string($name))"/>
  </xsl:template>
</xsl:stylesheet>
