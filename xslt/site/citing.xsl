<?xml version="1.0" encoding="UTF-8"?>
<!--
  How to cite the edition and a document of it; the example is cited by the templates of its own page.

  Input, made by site/about.py; the document has its header only:
    <about page="citing"> <editor/> … <document href="doc/SLUG.html"><tei:teiHeader/></document> </about>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="../edition.xsl"/>
  <xsl:import href="about.xsl"/>

  <!-- what the templates of a document's page know of it -->
  <xsl:variable name="teiHeader" select="/about/document/tei:teiHeader"/>
  <xsl:variable name="address"><xsl:if test="$base-url != ''"><xsl:value-of select="concat($base-url, /about/document/@href)"/></xsl:if></xsl:variable>

  <xsl:template match="/"><xsl:apply-templates select="about"/></xsl:template>

  <xsl:template match="about[@page = 'citing']" mode="content">
    <xsl:if test="document">
      <xsl:call-template name="section">
        <xsl:with-param name="label" select="$a/citing-document"/>
        <xsl:with-param name="content">
          <p><xsl:value-of select="$a/citing-document-how"/></p>
          <dl class="rows"><xsl:call-template name="citations"/></dl>
          <p><a href="{$root}{document/@href}#cite"><xsl:value-of select="$t/cite"/></a></p>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/citing-passage"/><xsl:with-param name="content"><p><xsl:value-of select="$a/citing-passage-how"/></p></xsl:with-param></xsl:call-template>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/citing-edition"/><xsl:with-param name="content"><p class="copy"><xsl:call-template name="edition-cited"/></p></xsl:with-param></xsl:call-template>
    <xsl:call-template name="section"><xsl:with-param name="label" select="$a/citing-formats"/><xsl:with-param name="content"><p><xsl:value-of select="$a/citing-formats-how"/></p></xsl:with-param></xsl:call-template>
    <xsl:call-template name="section">
      <xsl:with-param name="label" select="$a/citing-addresses"/>
      <xsl:with-param name="content">
        <p><xsl:value-of select="$a/citing-addresses-how"/></p>
        <table class="plain">
          <thead><tr><th scope="col"><xsl:value-of select="$a/ending"/></th><th scope="col"><xsl:value-of select="$a/leads-to"/></th></tr></thead>
          <tbody><xsl:apply-templates select="$a/fragment"/></tbody>
        </table>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>
  <xsl:template match="fragment"><tr><th scope="row"><code><xsl:value-of select="@n"/></code></th><td><xsl:value-of select="."/></td></tr></xsl:template>

  <xsl:template name="edition-cited">
    <xsl:if test="editor"><xsl:apply-templates select="editor"/><xsl:value-of select="concat(' (', $a/editors-mark, '), ')"/></xsl:if>
    <i><xsl:value-of select="$edition-title"/></i>
    <xsl:if test="$publisher != '' and $publisher != 'unpublished'"><xsl:value-of select="concat(', ', $publisher)"/></xsl:if>
    <xsl:if test="$published != ''"><xsl:value-of select="concat(', ', substring($published, 1, 4))"/></xsl:if>
    <xsl:if test="$base-url != ''"><xsl:value-of select="concat(', ', $base-url)"/></xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:template>
</xsl:stylesheet>
