<?xml version="1.0" encoding="UTF-8"?>
<!-- The last page of an edition's e-book: where it is published, under which licence, how it was made. -->
<xsl:stylesheet version="1.0"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:epub="http://www.idpf.org/2007/ops">

  <xsl:include href="frame.xsl"/>

  <xsl:template match="/*">
    <xsl:call-template name="book-page">
      <xsl:with-param name="title" select="$t/colophon"/>
      <xsl:with-param name="class" select="'colophon'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="edition" mode="content">
    <section epub:type="colophon" role="doc-colophon">
      <h1><xsl:value-of select="$t/colophon"/></h1>
      <p><xsl:value-of select="$t/colophon-made"/></p>
      <p><xsl:value-of select="$t/colophon-numbers"/></p>
      <dl>
        <xsl:if test="$base-url != ''"><div><dt><xsl:value-of select="$t/online-at"/></dt><dd><xsl:value-of select="$base-url"/></dd></div></xsl:if>
        <xsl:if test="$licence-words != ''"><div><dt><xsl:value-of select="$t/licence-of-encoding"/></dt><dd><xsl:value-of select="$licence-words"/><xsl:if test="$licence != $licence-words"><br/><xsl:value-of select="$licence"/></xsl:if></dd></div></xsl:if>
        <div><dt><xsl:value-of select="$t/rights"/></dt><dd><xsl:value-of select="$t/colophon-rights"/></dd></div>
        <xsl:if test="$published != ''"><div><dt><xsl:value-of select="$t/state"/></dt><dd><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template></dd></div></xsl:if>
        <div><dt><xsl:value-of select="$t/program"/></dt><dd><xsl:value-of select="$generator"/></dd></div>
      </dl>
    </section>
  </xsl:template>
</xsl:stylesheet>
