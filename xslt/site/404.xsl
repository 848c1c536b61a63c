<?xml version="1.0" encoding="UTF-8"?>
<!-- The page for an address where nothing is: says so, and leads back into the edition. Input: <missing/>. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="../parts/common.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/missing">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"/>
        <meta name="robots" content="noindex"/>
        <title><xsl:value-of select="$t/not-found"/><xsl:if test="$edition-title != ''"> – <xsl:value-of select="$edition-title"/></xsl:if></title>
      </head>
      <body>
        <xsl:call-template name="banner"/>
        <main id="main" class="not-found">
          <header class="head"><h1><xsl:value-of select="$t/not-found"/></h1></header>
          <p><xsl:value-of select="$t/not-found-about"/></p>
          <ul>
            <li><a href="{$home}"><xsl:value-of select="$t/documents"/></a><xsl:text> – </xsl:text><xsl:value-of select="$t/not-found-documents"/></li>
            <li><a href="{$root}people/index.html"><xsl:value-of select="$t/people"/></a><xsl:text> – </xsl:text><xsl:value-of select="$t/not-found-people"/></li>
            <li><a href="{$root}years/index.html"><xsl:value-of select="$t/chronology"/></a><xsl:text> – </xsl:text><xsl:value-of select="$t/not-found-chronology"/></li>
            <li><a href="{$root}search.html"><xsl:value-of select="$t/search"/></a><xsl:text> – </xsl:text><xsl:value-of select="$t/not-found-search"/></li>
          </ul>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>
</xsl:stylesheet>
