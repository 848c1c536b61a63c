<?xml version="1.0" encoding="UTF-8"?>
<!-- What the pages of an e-book share that are no documents: contents, title page, colophon. -->
<xsl:stylesheet version="1.0"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:epub="http://www.idpf.org/2007/ops">

  <xsl:include href="../parts/common.xsl"/>
  <xsl:output method="xml" encoding="UTF-8" indent="no"/>

  <xsl:template name="book-page">
    <xsl:param name="title"/>
    <xsl:param name="class"/>
    <html lang="{$t/@xml:lang}" xml:lang="{$t/@xml:lang}">
      <head>
        <title><xsl:value-of select="$title"/></title>
        <link rel="stylesheet" type="text/css" href="epub.css"/>
      </head>
      <body class="{$class}"><xsl:apply-templates select="." mode="content"/></body>
    </html>
  </xsl:template>

  <xsl:template name="span-of-years">
    <xsl:if test="@first-year"><xsl:value-of select="@first-year"/><xsl:if test="@first-year != @last-year">–<xsl:value-of select="@last-year"/></xsl:if></xsl:if>
  </xsl:template>
</xsl:stylesheet>
