<?xml version="1.0" encoding="UTF-8"?>
<!-- The years of an edition or of a name as a strip; included where documents are listed. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- The strip: a bar a year; a year without documents is a gap in the row that stays visible. -->

  <xsl:template name="strip">
    <xsl:if test="year">
      <nav class="years" aria-label="{$t/documents-by-year}"><ol><xsl:apply-templates select="year" mode="strip"/></ol></nav>
    </xsl:if>
  </xsl:template>

  <xsl:template match="year" mode="strip">
    <li>
      <a href="{$root}years/{@n}.html">
        <span class="many"><xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template><span class="sr"><xsl:text> </xsl:text><xsl:choose><xsl:when test="@count = 1"><xsl:value-of select="$one-document"/></xsl:when><xsl:otherwise><xsl:value-of select="$many-documents"/></xsl:otherwise></xsl:choose>, </span></span>
        <svg height="{ceiling(@share * .64)}" viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true"><rect width="1" height="1"/></svg>
        <span><xsl:value-of select="@n"/></span>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="year[@count = 0]" mode="strip"><li><span class="none"><xsl:apply-templates select="." mode="name"/></span></li></xsl:template>
  <!-- one that the chronology has a row for -->
  <xsl:template match="year[@count = 0][@row]" mode="strip">
    <li>
      <a class="none" href="{$root}years/index.html#y{@row}">
        <span class="sr"><xsl:call-template name="empty-year"/></span>
        <span aria-hidden="true"><xsl:apply-templates select="." mode="name"/></span>
      </a>
    </li>
  </xsl:template>

  <xsl:template match="year" mode="name">
    <xsl:value-of select="@n"/>
    <xsl:if test="@to"><xsl:value-of select="concat('–', @to)"/></xsl:if>
  </xsl:template>
</xsl:stylesheet>
