<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial signs: gaps, supplied and doubtful words, sic, deletions, insertions; the legend of those that occur. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei exsl">

  <!-- What the source prints is what the reader sees; frame and colour only make it findable. -->

  <xsl:template match="tei:gap | tei:space">
    <xsl:variable name="shown">
      <xsl:choose>
        <xsl:when test="tei:desc"><xsl:value-of select="normalize-space(tei:desc)"/></xsl:when>
        <xsl:when test="ancestor::tei:teiHeader">[…]</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="says"><xsl:call-template name="gap-in-words"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="ancestor::tei:teiHeader"><xsl:value-of select="$shown"/></xsl:when>
      <xsl:when test="ancestor::tei:persName or ancestor::tei:orgName or ancestor::tei:placeName or ancestor::tei:ref">
        <span class="tei-{local-name()}" title="{$says}"><xsl:call-template name="atts"/><xsl:value-of select="$shown"/></span>
      </xsl:when>
      <xsl:otherwise>
        <a class="tei-{local-name()}" href="#signs" title="{$says}" aria-label="{concat($shown, ' – ', $says)}">
          <xsl:call-template name="atts"/>
          <xsl:value-of select="$shown"/>
          <xsl:if test="not(tei:desc)"><xsl:apply-templates select="node()"/></xsl:if>
          <xsl:if test="normalize-space(.) = ''"><span class="app">…</span></xsl:if>
        </a>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "gap: illegible, 1 word" -->
  <xsl:template name="gap-in-words">
    <xsl:choose>
      <xsl:when test="self::tei:space"><xsl:value-of select="$t/sign[@n = 'space']"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat($t/gap, ': ')"/>
        <xsl:value-of select="$t/reason[@n = current()/@reason]"/>
        <xsl:if test="not($t/reason[@n = current()/@reason])"><xsl:value-of select="@reason"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="@quantity">
      <xsl:text>, </xsl:text>
      <xsl:call-template name="count"><xsl:with-param name="n" select="string(@quantity)"/><xsl:with-param name="word" select="@unit"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Delimiters are written from the markup (guidelines §12), unless the source's own stand in the text. -->
  <xsl:template match="tei:supplied">
    <span class="tei-supplied" title="{$t/sign[@n = 'supplied']}"><xsl:call-template name="atts"/>
      <xsl:choose>
        <xsl:when test="@rend = 'verbatim'"><xsl:apply-templates select="node()"/></xsl:when>
        <xsl:otherwise>[<xsl:apply-templates select="node()"/>]</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="tei:sic">
    <span class="tei-sic"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/>
      <xsl:if test="not(@rend = 'verbatim')"><span class="mark"> [sic]</span></xsl:if>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <span class="tei-unclear" title="{$t/sign[@n = 'unclear']}"><xsl:call-template name="atts"/>
      <xsl:choose>
        <xsl:when test="@rend = 'label'"><span class="mark">[unclear: </span><xsl:apply-templates select="node()"/><span class="mark">]</span></xsl:when>
        <xsl:when test="@rend = 'bracket'"><span class="mark">[</span><xsl:apply-templates select="node()"/><span class="mark">?]</span></xsl:when>
        <xsl:when test="@rend = 'query'"><xsl:apply-templates select="node()"/><span class="mark"> [?]</span></xsl:when>
        <xsl:otherwise><xsl:apply-templates select="node()"/></xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="tei:del"><del class="tei-del"><xsl:call-template name="atts"/><xsl:call-template name="sign-aloud"/><xsl:apply-templates select="node()"/></del></xsl:template>
  <xsl:template match="tei:add"><ins class="tei-add"><xsl:call-template name="atts"/><xsl:call-template name="sign-aloud"/><xsl:apply-templates select="node()"/></ins></xsl:template>

  <!-- what a line through or under words says, for those who do not see it -->
  <xsl:template name="sign-aloud"><xsl:call-template name="aloud"><xsl:with-param name="words" select="$t/sign[@n = local-name(current())]"/></xsl:call-template></xsl:template>
  <xsl:template name="aloud">
    <xsl:param name="words"/>
    <span class="sr app">[<xsl:value-of select="$words"/>:] </span>
  </xsl:template>

  <!-- Two readings of one place: the reading text has the one, the view "As in the source" the other. -->
  <xsl:template match="tei:choice">
    <xsl:variable name="read" select="(tei:corr | tei:reg | tei:expan)[1]"/>
    <xsl:variable name="source" select="(tei:sic | tei:orig | tei:abbr)[1]"/>
    <xsl:choose>
      <xsl:when test="$read and $source and count(*) = 2 and not(text()[normalize-space(.) != ''])">
        <span class="tei-choice" title="{$t/in-source}: {normalize-space($source)}">
          <xsl:call-template name="atts"/>
          <xsl:apply-templates select="$read"/>
          <span class="in-source app"><xsl:apply-templates select="$source/node()"/></span>
        </span>
      </xsl:when>
      <xsl:otherwise><span class="tei-choice"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:corr | tei:reg | tei:orig | tei:expan | tei:ex | tei:am">
    <span class="tei-{local-name()}"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></span>
  </xsl:template>
  <xsl:template match="tei:abbr"><abbr class="tei-abbr"><xsl:call-template name="atts"/><xsl:apply-templates select="node()"/></abbr></xsl:template>

  <!-- h. Signs used on this page =================================================================== -->

  <!-- one walk: to join the sets of a long document (|) takes libxml2 a time that grows with the square -->
  <xsl:variable name="all-signs" select="$text/descendant::*[self::tei:gap or self::tei:space or self::tei:supplied or self::tei:unclear
    or self::tei:sic[not(parent::tei:choice)] or self::tei:del or self::tei:add or self::tei:corr or self::tei:expan or self::tei:ex]"/>

  <!-- one row a kind, in the order of labels.xml: kind, explanation, count, first occurrence -->
  <xsl:variable name="signs-tree">
    <xsl:for-each select="$t/reason">
      <xsl:variable name="all" select="$all-signs[self::tei:gap][@reason = current()/@n]"/>
      <xsl:if test="$all">
        <xsl:call-template name="sign">
          <xsl:with-param name="all" select="$all"/>
          <xsl:with-param name="words" select="concat($t/gap, ': ', .)"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
    <xsl:variable name="other" select="$all-signs[self::tei:gap][not(@reason = $t/reason/@n)]"/>
    <xsl:if test="$other">
      <xsl:call-template name="sign"><xsl:with-param name="all" select="$other"/><xsl:with-param name="words" select="$t/gap"/></xsl:call-template>
    </xsl:if>
    <xsl:for-each select="$t/sign">
      <xsl:variable name="all" select="$all-signs[local-name() = current()/@n]"/>
      <xsl:if test="$all">
        <xsl:call-template name="sign"><xsl:with-param name="all" select="$all"/><xsl:with-param name="words" select="."/></xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="signs" select="exsl:node-set($signs-tree)/sign"/>

  <xsl:template name="sign">
    <xsl:param name="all"/>
    <xsl:param name="words"/>
    <sign kind="{local-name($all[1])}" n="{count($all)}" words="{$words}"
        first="{($all[1]/ancestor-or-self::*[@xml:id][ancestor::tei:text])[last()]/@xml:id}">
      <xsl:attribute name="shown"><xsl:apply-templates select="$all[1]" mode="sample"/></xsl:attribute>
    </sign>
  </xsl:template>

  <xsl:template match="tei:gap | tei:space" mode="sample"><xsl:value-of select="normalize-space(tei:desc)"/><xsl:if test="not(tei:desc)">…</xsl:if></xsl:template>
  <xsl:template match="tei:supplied" mode="sample">[<xsl:value-of select="substring(normalize-space(.), 1, 20)"/><xsl:if test="string-length(normalize-space(.)) &gt; 20">…</xsl:if>]</xsl:template>
  <xsl:template match="tei:sic" mode="sample">… [sic]</xsl:template>
  <xsl:template match="tei:unclear" mode="sample">…[?]</xsl:template>
  <xsl:template match="tei:unclear[@rend = 'label']" mode="sample">[unclear: …]</xsl:template>
  <xsl:template match="tei:unclear[@rend = 'bracket']" mode="sample">[…?]</xsl:template>
  <!-- these have no sign but their look: the first of them, as far as it is short -->
  <xsl:template match="tei:del | tei:add | tei:corr | tei:expan | tei:ex" mode="sample">
    <xsl:variable name="words" select="normalize-space(.)"/>
    <xsl:value-of select="substring($words, 1, 20)"/><xsl:if test="string-length($words) &gt; 20 or $words = ''">…</xsl:if>
  </xsl:template>

  <xsl:template name="signs">
    <xsl:if test="$signs">
      <section id="signs" aria-labelledby="h-signs">
        <h2 id="h-signs"><xsl:value-of select="$t/signs"/></h2>
        <ul><xsl:apply-templates select="$signs"/></ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template match="sign">
    <li>
      <span class="tei-{@kind}"><xsl:value-of select="@shown"/></span>
      <p>
        <xsl:choose>
          <xsl:when test="@first != ''"><a href="#{@first}"><xsl:value-of select="@words"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="@words"/></xsl:otherwise>
        </xsl:choose>
        <xsl:text> </xsl:text><small><xsl:value-of select="@n"/>&#xa0;×</small>
      </p>
    </li>
  </xsl:template>
</xsl:stylesheet>
