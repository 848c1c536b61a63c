<?xml version="1.0" encoding="UTF-8"?>
<!-- The title page of an edition's e-book; its input is described in contents.xsl. -->
<xsl:stylesheet version="1.0"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:epub="http://www.idpf.org/2007/ops">

  <xsl:include href="frame.xsl"/>

  <xsl:template match="/*">
    <xsl:call-template name="book-page">
      <xsl:with-param name="title" select="$edition-title"/>
      <xsl:with-param name="class" select="'title-page'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="edition" mode="content">
    <section epub:type="titlepage">
      <h1><xsl:value-of select="$edition-title"/></h1>
      <xsl:if test="statement"><p class="statement"><xsl:value-of select="statement"/></p></xsl:if>
      <xsl:if test="editor">
        <p class="editors"><xsl:value-of select="concat($t/book-edited-by, ' ')"/><xsl:for-each select="editor"><xsl:if test="position() &gt; 1"><xsl:choose><xsl:when test="position() = last()"><xsl:value-of select="concat(' ', $t/and, ' ')"/></xsl:when><xsl:otherwise>, </xsl:otherwise></xsl:choose></xsl:if><xsl:value-of select="."/></xsl:for-each></p>
      </xsl:if>
      <p class="extent">
        <xsl:call-template name="count"><xsl:with-param name="n" select="@documents"/><xsl:with-param name="word" select="'document'"/></xsl:call-template>
        <xsl:if test="@first-year">, <xsl:call-template name="span-of-years"/></xsl:if>
      </p>
      <p class="imprint">
        <xsl:if test="$publisher != '' and $publisher != 'unpublished'"><xsl:value-of select="$publisher"/><xsl:if test="$published != ''"><br/></xsl:if></xsl:if>
        <xsl:if test="$published != ''"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template></xsl:if>
      </p>
    </section>
  </xsl:template>
</xsl:stylesheet>
