<?xml version="1.0" encoding="UTF-8"?>
<!--
  TEI → a chapter of an e-book (EPUB 3), first step: what a document has in a book, made by the templates of the page, so
  that words and ids are the same. The second step, epub/xhtml.xsl, writes it as XHTML.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="edition.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template match="/">
    <chapter lang="{$t/@xml:lang}">
      <xsl:attribute name="title"><xsl:call-template name="title"/></xsl:attribute>
      <article>
        <section id="front" class="front">
          <xsl:call-template name="head"/>
          <xsl:apply-templates select="$teiHeader/tei:profileDesc/tei:abstract" mode="summary"/>
          <xsl:call-template name="card"/>
          <xsl:call-template name="cite"/>
          <xsl:call-template name="who"/>
        </section>
        <xsl:call-template name="reading-text"/>
        <xsl:call-template name="notes"/>
        <xsl:call-template name="signs"/>
        <xsl:call-template name="made"/>
      </article>
    </chapter>
  </xsl:template>
</xsl:stylesheet>
