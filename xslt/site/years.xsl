<?xml version="1.0" encoding="UTF-8"?>
<!--
  The chronology: all years with their months, and what is missing between them.

  Input, made by site/years.py:
    <chronology documents="5" undated="1">
      <year n="1964" count="1" share="100"><month n="01" count="0"/> … <month n="" count="0"/></year>
      <year n="1965" to="1972" count="0"><near href="doc/SLUG.html"><tei:date/></near> …</year> …
    </chronology>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:include href="lists.xsl"/>

  <xsl:template match="/chronology">
    <xsl:call-template name="page">
      <xsl:with-param name="title" select="$t/chronology"/>
      <xsl:with-param name="body">
        <div id="list" tabindex="-1">
          <xsl:if test="not(year) and @undated = 0"><p class="empty"><xsl:value-of select="$t/edition-empty"/></p></xsl:if>
          <xsl:if test="year">
            <table class="calendar">
              <thead>
                <tr>
                  <th scope="col"><span class="sr"><xsl:value-of select="$t/unit[@n = 'year']"/></span></th>
                  <xsl:for-each select="$t/month"><th scope="col" class="month"><abbr title="{.}"><xsl:value-of select="substring(., 1, 3)"/></abbr></th></xsl:for-each>
                  <th scope="col" class="month"><abbr title="{$t/no-month}">?</abbr></th>
                  <th scope="col"><xsl:value-of select="$t/sum"/></th>
                </tr>
              </thead>
              <tbody><xsl:apply-templates select="year"/></tbody>
            </table>
          </xsl:if>
          <xsl:if test="@undated &gt; 0">
            <p class="undated"><a href="undated.html"><xsl:value-of select="$t/undated-documents"/></a><xsl:text> </xsl:text><small><xsl:call-template name="digits"><xsl:with-param name="n" select="@undated"/></xsl:call-template></small></p>
          </xsl:if>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="chronology" mode="line"><xsl:call-template name="documents"><xsl:with-param name="n" select="@documents"/></xsl:call-template></xsl:template>

  <xsl:template match="year">
    <tr id="y{@n}">
      <th scope="row"><a href="{@n}.html"><xsl:value-of select="@n"/></a></th>
      <xsl:apply-templates select="month"/>
      <td class="all"><xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template><svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="{@share}" height="1"/></svg></td>
    </tr>
  </xsl:template>

  <xsl:template match="month">
    <td class="month"><xsl:if test="@count &gt; 0"><a href="{../@n}.html#m{@n}"><xsl:value-of select="@count"/></a></xsl:if></td>
  </xsl:template>

  <xsl:template match="year[@count = 0]">
    <tr id="y{@n}" class="none">
      <th scope="row"><xsl:apply-templates select="." mode="name"/></th>
      <td colspan="14">
        <xsl:call-template name="empty-year"/>
        <xsl:value-of select="concat(' ', $t/nearest)"/>
        <xsl:for-each select="near">
          <xsl:if test="position() &gt; 1">,</xsl:if><xsl:text> </xsl:text>
          <a href="{$root}{@href}"><xsl:apply-templates select="tei:date" mode="words"/></a>
        </xsl:for-each>
        <xsl:text>.</xsl:text>
      </td>
    </tr>
  </xsl:template>
</xsl:stylesheet>
