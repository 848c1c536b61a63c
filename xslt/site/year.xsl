<?xml version="1.0" encoding="UTF-8"?>
<!--
  The documents of one year, by month.

  Input, made by site/years.py:
    <year n="1964" count="5" prev="1962" next="1970">
      <month n="01" count="0"/> … <month n="" count="1"/>
      <document/> … (see entries.xsl)
    </year>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:include href="lists.xsl"/>
  <xsl:key name="month" match="document" use="@month"/>

  <xsl:template match="/year">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="@n"/>
      <xsl:with-param name="way"><li><a href="index.html"><xsl:value-of select="$t/chronology"/></a></li></xsl:with-param>
      <xsl:with-param name="body">
        <nav class="months" aria-label="{$t/months}"><ol><xsl:apply-templates select="month[@n != '']" mode="calendar"/></ol></nav>
        <div id="list" tabindex="-1">
          <xsl:apply-templates select="month[@n = ''][@count &gt; 0]"/>
          <xsl:apply-templates select="month[@n != ''][@count &gt; 0]"/>
        </div>
        <xsl:call-template name="facets"><xsl:with-param name="only" select="concat('year=', @n)"/></xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="year" mode="neighbours">
    <nav class="neighbours" aria-label="{$t/years-around}">
      <xsl:for-each select="@prev"><a href="{.}.html" rel="prev">← <xsl:value-of select="."/></a></xsl:for-each>
      <xsl:for-each select="@next"><a href="{.}.html" rel="next"><xsl:value-of select="."/> →</a></xsl:for-each>
    </nav>
  </xsl:template>

  <xsl:template match="month" mode="calendar">
    <xsl:variable name="name" select="$t/month[number(current()/@n)]"/>
    <li>
      <xsl:choose>
        <xsl:when test="@count &gt; 0"><a href="#m{@n}"><xsl:value-of select="$name"/><xsl:text> </xsl:text><b><xsl:value-of select="@count"/></b></a></xsl:when>
        <xsl:otherwise><span class="none"><xsl:value-of select="$name"/></span></xsl:otherwise>
      </xsl:choose>
    </li>
  </xsl:template>

  <xsl:template match="month">
    <xsl:call-template name="section">
      <xsl:with-param name="id" select="concat('m', @n)"/>
      <xsl:with-param name="title">
        <xsl:value-of select="$t/month[number(current()/@n)]"/>
        <xsl:if test="@n = ''"><xsl:value-of select="$t/no-month"/></xsl:if>
      </xsl:with-param>
      <xsl:with-param name="documents" select="key('month', @n)"/>
    </xsl:call-template>
  </xsl:template>
</xsl:stylesheet>
