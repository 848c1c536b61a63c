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
        <table class="calendar one">
          <caption class="sr"><xsl:value-of select="$t/months"/></caption>
          <thead><tr><xsl:apply-templates select="month[@n != '']" mode="name"/></tr></thead>
          <tbody><tr><xsl:apply-templates select="month[@n != '']" mode="calendar"/></tr></tbody>
        </table>
        <xsl:for-each select="month[@n = ''][@count &gt; 0]"><p class="hint"><a href="#m"><xsl:value-of select="$t/no-month"/></a><xsl:text> </xsl:text><xsl:value-of select="@count"/></p></xsl:for-each>
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
      <p>
        <xsl:for-each select="@prev"><a href="{.}.html" rel="prev">← <xsl:value-of select="."/></a></xsl:for-each>
        <xsl:for-each select="@next"><a href="{.}.html" rel="next"><xsl:value-of select="."/> →</a></xsl:for-each>
      </p>
    </nav>
  </xsl:template>

  <xsl:template match="month" mode="name">
    <xsl:variable name="name" select="$t/month[number(current()/@n)]"/>
    <th scope="col"><abbr title="{$name}"><xsl:value-of select="substring($name, 1, 3)"/></abbr></th>
  </xsl:template>

  <xsl:template match="month" mode="calendar"><td>–</td></xsl:template>
  <xsl:template match="month[@count &gt; 0]" mode="calendar"><td><a href="#m{@n}"><xsl:value-of select="@count"/></a></td></xsl:template>

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
