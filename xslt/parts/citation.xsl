<?xml version="1.0" encoding="UTF-8"?>
<!-- Cite this document, and take it with you: citations, version, downloads. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- j. Cite this document ======================================================================== -->

  <xsl:template name="cite">
    <section id="cite" aria-labelledby="h-cite">
      <h2 id="h-cite"><xsl:value-of select="$t/cite"/></h2>
      <dl>
        <xsl:call-template name="citations"/>
        <xsl:call-template name="version"/>
      </dl>
      <p class="hint"><xsl:value-of select="$t/cite-paragraph"/></p>
    </section>
  </xsl:template>

  <!-- the citations themselves, for this page and for site/citing.xsl -->
  <xsl:template name="citations">
    <dt><xsl:value-of select="$t/cite-archival"/></dt><dd class="copy"><xsl:call-template name="archival-note"/></dd>
    <dt><xsl:value-of select="$t/cite-chicago"/></dt><dd class="copy"><xsl:call-template name="chicago"/></dd>
    <xsl:if test="$address != ''">
      <dt><xsl:value-of select="$t/cite-link"/></dt><dd class="copy"><xsl:value-of select="$address"/></dd>
    </xsl:if>
  </xsl:template>

  <!-- what exactly is cited: the day of the edition, the program, the checksum of the TEI file -->
  <xsl:template name="version">
    <xsl:if test="$context/version">
      <dt><xsl:value-of select="$t/version"/></dt><dd>
        <xsl:if test="$published != ''">
          <xsl:value-of select="concat($t/version-of, ' ')"/>
          <xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$published"/></xsl:call-template>
          <xsl:text>, </xsl:text>
        </xsl:if>
        <xsl:if test="$generator != ''"><xsl:value-of select="concat($generator, '; ')"/></xsl:if>
        <xsl:value-of select="concat($t/version-checksum, ' ')"/>
        <code><xsl:value-of select="$context/version/@sha256"/></code>
      </dd>
    </xsl:if>
  </xsl:template>

  <!-- without the address of the edition a path leads nobody anywhere -->
  <xsl:variable name="address"><xsl:if test="$base-url != '' and $self != ''"><xsl:value-of select="concat($base-url, $self)"/></xsl:if></xsl:variable>

  <!-- a citation gives the date and leaves out the remark that its day is illegible -->
  <xsl:variable name="cited-date">
    <xsl:choose>
      <xsl:when test="$date/@when"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="$date/@when"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:value-of select="$date-words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template name="archival-note">
    <xsl:call-template name="title"/>
    <xsl:if test="$date">, <xsl:value-of select="$cited-date"/></xsl:if>
    <xsl:if test="$ms">, <xsl:call-template name="archival-reference"/></xsl:if>
    <xsl:if test="not($ms) and $capture/tei:publisher">, <xsl:value-of select="normalize-space($capture/tei:publisher)"/></xsl:if>
    <xsl:if test="$translator"><xsl:value-of select="concat('; ', $t/translated-by-inline, ' ')"/><xsl:apply-templates select="$translator" mode="joined"/></xsl:if>
    <xsl:text>.</xsl:text>
  </xsl:template>

  <xsl:template name="chicago">
    <!-- "n.d." brings its own full stop -->
    <xsl:value-of select="$t/quote-open"/><xsl:call-template name="title"/><xsl:value-of select="$t/title-close"/>
    <xsl:text> </xsl:text>
    <xsl:choose>
      <xsl:when test="$date"><xsl:value-of select="$cited-date"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$t/no-date"/></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$ms">, <xsl:call-template name="archival-reference"/></xsl:if>
    <xsl:if test="$translator"><xsl:value-of select="concat(', ', $t/trans, ' ')"/><xsl:apply-templates select="$translator" mode="joined"/></xsl:if>
    <xsl:if test="$edition-title != ''">, <xsl:value-of select="$t/in"/><xsl:text> </xsl:text><i><xsl:value-of select="$edition-title"/></i></xsl:if>
    <xsl:variable name="published" select="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:date"/>
    <xsl:if test="$published/@when"><xsl:value-of select="concat(' (', substring($published/@when, 1, 4), ')')"/></xsl:if>
    <xsl:if test="$address != ''">, <xsl:value-of select="$address"/></xsl:if>
    <xsl:if test="$date or $ms or $translator or $edition-title != '' or $address != ''">.</xsl:if>
  </xsl:template>

  <xsl:template match="tei:respStmt" mode="joined">
    <xsl:if test="position() &gt; 1"><xsl:value-of select="concat(' ', $t/and, ' ')"/></xsl:if>
    <xsl:for-each select="tei:persName | tei:orgName | tei:name">
      <xsl:if test="position() &gt; 1"><xsl:value-of select="concat(' ', $t/and, ' ')"/></xsl:if>
      <xsl:value-of select="normalize-space(.)"/>
    </xsl:for-each>
  </xsl:template>

  <!-- k. Take it with you ========================================================================== -->

  <xsl:template name="files">
    <xsl:if test="$context/download">
      <section id="files" aria-labelledby="h-files">
        <h2 id="h-files"><xsl:value-of select="$t/files"/></h2>
        <xsl:apply-templates select="$t/files-group" mode="files"/>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="files-group" mode="files">
    <xsl:variable name="downloads" select="$context/download[@group = current()/@n]"/>
    <xsl:if test="$downloads">
      <h3><xsl:value-of select="."/></h3>
      <ul><xsl:apply-templates select="$downloads"/></ul>
    </xsl:if>
  </xsl:template>

  <xsl:template match="download">
    <li>
      <a href="{@href}" download="">
        <b><xsl:value-of select="$t/format[@n = current()/@format]"/></b><xsl:text> </xsl:text>
        <xsl:value-of select="concat($t/format-about[@n = current()/@format], ' ')"/>
        <small><xsl:call-template name="size"><xsl:with-param name="bytes" select="@size"/></xsl:call-template></small>
      </a>
    </li>
  </xsl:template>
</xsl:stylesheet>
