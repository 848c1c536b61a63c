<?xml version="1.0" encoding="UTF-8"?>
<!--
  What machines read in the head of a page, and how large the files are that readers take away.

  Input, made by site/metadata.py and site/documents.py:
    <head><meta name="DC.title" content="…"/> <link rel="license" href="…"/> <ld>{"@context": …}</ld></head>
    <download format="xml" group="text" rel="item" type="application/tei+xml" href="SLUG.xml" size="31744"/>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- Where this page stands on the web, and where news of the edition does; nothing without the address of the edition. -->
  <xsl:template name="addresses">
    <xsl:if test="$base-url != '' and $self != '' and $self != '404.html'">
      <link rel="canonical">
        <xsl:attribute name="href">
          <xsl:value-of select="$base-url"/>
          <xsl:if test="$self != 'index.html'"><xsl:value-of select="$self"/></xsl:if>
        </xsl:attribute>
      </link>
    </xsl:if>
    <xsl:if test="$base-url != '' and $published != ''">
      <link rel="alternate" type="application/atom+xml" href="{$root}feed.xml" title="{$edition-title}"/>
    </xsl:if>
  </xsl:template>

  <!-- Of all that a page is told, only these go into its head. -->
  <xsl:template match="*" mode="meta"/>
  <xsl:template match="head" mode="meta"><xsl:apply-templates select="*" mode="meta"/></xsl:template>
  <xsl:template match="head/link | head/meta" mode="meta"><xsl:copy-of select="."/></xsl:template>
  <!-- a vocabulary of which the page has no word -->
  <xsl:template match="link[@rel = 'schema.DCTERMS'][not(../meta[starts-with(@name, 'DCTERMS.')])]" mode="meta" priority="1"/>
  <!-- HTML escapes nothing in a script: what stands here has no sign that could end it (script_json of site/metadata.py) -->
  <xsl:template match="head/ld" mode="meta"><script type="application/ld+json"><xsl:value-of select="."/></script></xsl:template>
  <xsl:template match="download" mode="meta"><link rel="alternate {@rel}" type="{@type}" href="{@href}"/></xsl:template>
  <xsl:template match="neighbour[not(@in) or @in = 'time']" mode="meta"><link rel="{@way}" href="{@href}"/></xsl:template>

  <!-- "31 KB", "0.4 KB", "1.2 MB" -->
  <xsl:template name="size">
    <xsl:param name="bytes"/>
    <xsl:variable name="kilobytes" select="$bytes div 1024"/>
    <xsl:choose>
      <xsl:when test="$kilobytes &gt;= 1023.5"><xsl:value-of select="concat(translate(format-number($kilobytes div 1024, '0.0'), '.', $t/decimal-mark), ' ', $t/megabytes)"/></xsl:when>
      <xsl:when test="$kilobytes &gt;= 9.95"><xsl:value-of select="concat(round($kilobytes), ' ', $t/kilobytes)"/></xsl:when>
      <xsl:when test="$kilobytes &gt;= 0.1"><xsl:value-of select="concat(translate(format-number($kilobytes, '0.0'), '.', $t/decimal-mark), ' ', $t/kilobytes)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($bytes, ' ', $t/bytes)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
