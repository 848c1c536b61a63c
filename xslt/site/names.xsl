<?xml version="1.0" encoding="UTF-8"?>
<!--
  The index of people, of organisations or of places.

  Input, made by site/names.py in the order of the alphabet:
    <names kind="person" count="17">
      <kind n="person" folder="people" count="17"/> …
      <list of="identified" count="16"> <letter n="H"> <entity href="ID.html" documents="3" times="7" born="1908" died="1985" type=""/> … </letter> … </list>
      <list of="unidentified" count="1"> … </list>
    </names>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <xsl:include href="../parts/common.xsl"/>
  <xsl:include href="../parts/kinds.xsl"/>
  <xsl:output method="html" encoding="UTF-8" indent="no" doctype-system="about:legacy-compat"/>

  <xsl:template match="/names">
    <html lang="{$words-lang}"><xsl:call-template name="dir"/>
      <head>
        <xsl:call-template name="meta"/>
        <title><xsl:apply-templates select="@kind" mode="plural"/><xsl:if test="$edition-title != ''"> – <xsl:value-of select="$edition-title"/></xsl:if></title>
      </head>
      <body class="of-names">
        <a class="skip" href="#list"><xsl:value-of select="$t/skip-list"/></a>
        <xsl:call-template name="banner"/>
        <main id="main">
          <header class="head">
            <h1><xsl:apply-templates select="@kind" mode="plural"/></h1>
            <p class="line"><xsl:apply-templates select="kind"/></p>
          </header>
          <xsl:if test="count(list[@of = 'identified']/letter) &gt; 1">
            <nav class="az" aria-label="{$t/a-to-z}"><ul><xsl:apply-templates select="list[@of = 'identified']/letter" mode="jump"/></ul></nav>
          </xsl:if>
          <div id="list" tabindex="-1">
            <xsl:if test="@count &lt;= 150"><xsl:attribute name="class">short</xsl:attribute></xsl:if>
            <xsl:if test="not(list)"><p class="empty"><xsl:value-of select="$t/no-names[@n = current()/@kind]"/></p></xsl:if>
            <xsl:apply-templates select="list"/>
          </div>
        </main>
        <xsl:call-template name="footer"/>
      </body>
    </html>
  </xsl:template>

  <xsl:template match="kind">
    <span>
      <xsl:choose>
        <xsl:when test="@n = ../@kind"><b><xsl:apply-templates select="@n" mode="plural"/></b></xsl:when>
        <xsl:otherwise><a class="quiet" href="{$root}{@folder}/index.html"><xsl:apply-templates select="@n" mode="plural"/></a></xsl:otherwise>
      </xsl:choose>
      <xsl:text> </xsl:text><xsl:value-of select="@count"/>
    </span>
  </xsl:template>

  <xsl:template match="letter" mode="jump">
    <li><a href="#{@n}{substring('other', 1, 5 * not(@n))}"><xsl:value-of select="@n"/><xsl:if test="not(@n)">0–9</xsl:if></a></li>
  </xsl:template>

  <xsl:template match="list"><xsl:apply-templates select="letter"/></xsl:template>
  <xsl:template match="list[@of = 'unidentified']">
    <section class="group unidentified" aria-labelledby="unidentified">
      <h2 id="unidentified"><xsl:value-of select="$t/not-identified"/><xsl:text> </xsl:text><small><xsl:value-of select="@count"/></small></h2>
      <p class="about"><xsl:value-of select="$t/not-identified-about"/></p>
      <ul class="register"><xsl:apply-templates select="letter/entity"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="letter">
    <xsl:variable name="id"><xsl:value-of select="@n"/><xsl:if test="not(@n)">other</xsl:if></xsl:variable>
    <section class="letter" aria-labelledby="{$id}">
      <h2 id="{$id}"><xsl:value-of select="@n"/><xsl:if test="not(@n)">0–9</xsl:if></h2>
      <ul class="register"><xsl:apply-templates select="entity"/></ul>
    </section>
  </xsl:template>

  <xsl:template match="entity">
    <li>
      <a href="{@href}"><bdi><xsl:value-of select="."/></bdi></a>
      <xsl:if test="@born or @died or @type">
        <xsl:text> </xsl:text>
        <small>
          <xsl:if test="@born and not(@died)">* </xsl:if><xsl:value-of select="@born"/>
          <xsl:if test="@born and @died">–</xsl:if>
          <xsl:if test="@died and not(@born)">† </xsl:if><xsl:value-of select="@died"/>
          <xsl:value-of select="$t/place-type[@n = current()/@type]"/>
        </small>
      </xsl:if>
      <xsl:text> </xsl:text>
      <small class="n-docs"><xsl:value-of select="@documents"/><span class="sr"><xsl:text> </xsl:text><xsl:choose><xsl:when test="@documents = 1"><xsl:value-of select="$one-document"/></xsl:when><xsl:otherwise><xsl:value-of select="$many-documents"/></xsl:otherwise></xsl:choose></span></small>
    </li>
  </xsl:template>
</xsl:stylesheet>
