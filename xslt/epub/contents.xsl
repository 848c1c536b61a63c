<?xml version="1.0" encoding="UTF-8"?>
<!--
  The contents of an e-book (nav.xhtml). Input, made by exports/ebook.py:

    <document title="" href="doc/SLUG.xhtml"> <section id="text" href="…#text"> <section id="" href="">Heading</section> …
    <edition documents="5" first-year="1964" last-year="2021">
      <statement/> <editor/> … <year n="1964"> <chapter href="doc/SLUG.xhtml" date="1964-11-25">Title</chapter> … </year> …
-->
<xsl:stylesheet version="1.0"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:epub="http://www.idpf.org/2007/ops">

  <xsl:include href="frame.xsl"/>

  <xsl:template match="/*">
    <xsl:call-template name="book-page">
      <xsl:with-param name="title" select="$t/on-contents"/>
      <xsl:with-param name="class" select="'contents'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="edition" mode="content">
    <nav epub:type="toc" role="doc-toc" id="toc">
      <h1><xsl:value-of select="$t/on-contents"/></h1>
      <ol>
        <li><a href="title.xhtml"><xsl:value-of select="$edition-title"/></a></li>
        <xsl:apply-templates select="year"/>
        <li><a href="colophon.xhtml"><xsl:value-of select="$t/colophon"/></a></li>
      </ol>
    </nav>
    <nav epub:type="landmarks" hidden="">
      <ol>
        <li><a epub:type="titlepage" href="title.xhtml"><xsl:value-of select="$t/title-page"/></a></li>
        <li><a epub:type="toc" href="nav.xhtml"><xsl:value-of select="$t/on-contents"/></a></li>
        <xsl:for-each select="(year/chapter)[1]"><li><a epub:type="bodymatter" href="{@href}"><xsl:value-of select="$t/documents"/></a></li></xsl:for-each>
        <li><a epub:type="colophon" href="colophon.xhtml"><xsl:value-of select="$t/colophon"/></a></li>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template match="year">
    <li>
      <a class="year" href="{chapter[1]/@href}"><xsl:value-of select="@n"/><xsl:if test="@n = ''"><xsl:value-of select="$t/undated"/></xsl:if></a>
      <ol><xsl:apply-templates select="chapter"/></ol>
    </li>
  </xsl:template>

  <xsl:template match="chapter">
    <li><a href="{@href}">
      <xsl:if test="@date != ''"><span class="date"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@date"/></xsl:call-template></span><xsl:text> </xsl:text></xsl:if>
      <xsl:value-of select="."/><xsl:if test="normalize-space(.) = ''"><xsl:value-of select="$t/untitled"/></xsl:if>
    </a></li>
  </xsl:template>

  <!-- one document: its own parts; it needs no page of contents, only the menu that the reading system makes of this -->
  <xsl:template match="document" mode="content">
    <nav epub:type="toc" role="doc-toc" id="toc">
      <h1><xsl:value-of select="$t/on-contents"/></h1>
      <ol><xsl:apply-templates select="section"/></ol>
    </nav>
    <nav epub:type="landmarks" hidden="">
      <ol>
        <li><a epub:type="bodymatter" href="{@href}#text"><xsl:value-of select="$t/text"/></a></li>
        <xsl:if test="section[@id = 'notes']"><li><a epub:type="endnotes" href="{@href}#notes"><xsl:value-of select="$t/notes"/></a></li></xsl:if>
      </ol>
    </nav>
  </xsl:template>

  <xsl:template match="section">
    <li>
      <a href="{@href}">
        <xsl:choose>
          <xsl:when test="@id = 'text' and not(parent::section)"><xsl:value-of select="$t/text"/></xsl:when>
          <xsl:when test="@title"><xsl:value-of select="@title"/></xsl:when>
          <xsl:when test="normalize-space(text()) != ''"><xsl:value-of select="text()"/></xsl:when>
          <xsl:otherwise>¶</xsl:otherwise>
        </xsl:choose>
      </a>
      <xsl:if test="section"><ol><xsl:apply-templates select="section"/></ol></xsl:if>
    </li>
  </xsl:template>
</xsl:stylesheet>
