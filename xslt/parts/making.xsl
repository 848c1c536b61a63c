<?xml version="1.0" encoding="UTF-8"?>
<!-- How this text was made: capture, ledger, editorial rules, responsibility, rights. -->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei str">

  <!-- l. How this text was made ==================================================================== -->

  <xsl:template name="made">
    <section id="made" class="made" aria-labelledby="h-made">
      <h2 id="h-made"><xsl:value-of select="$t/made"/></h2>
      <xsl:choose>
        <xsl:when test="$teiHeader">
          <dl>
            <xsl:apply-templates select="$teiHeader/tei:revisionDesc" mode="made"/>
            <xsl:apply-templates select="$sourceDesc/*" mode="made"/>
            <xsl:apply-templates select="$context/ledger" mode="made"/>
            <xsl:if test="$teiHeader/tei:encodingDesc/tei:editorialDecl"><xsl:call-template name="corrections"/></xsl:if>
            <xsl:apply-templates select="$capture/tei:note" mode="made"/>
            <xsl:apply-templates select="$titleStmt/tei:respStmt" mode="made"/>
            <xsl:apply-templates select="$teiHeader/tei:encodingDesc/tei:appInfo" mode="made"/>
            <xsl:apply-templates select="$teiHeader/tei:fileDesc/tei:publicationStmt" mode="made"/>
          </dl>
          <xsl:call-template name="evidence"/>
          <!-- the pages of an edition say its rules once, with its encoding -->
          <xsl:if test="$home = '' and $teiHeader/tei:encodingDesc/*[not(self::tei:appInfo or self::tei:classDecl)]">
            <details class="rules">
              <summary><xsl:value-of select="$t/editorial-rules"/></summary>
              <dl><xsl:apply-templates select="$teiHeader/tei:encodingDesc/*" mode="rules"/></dl>
            </details>
          </xsl:if>
          <xsl:apply-templates select="$teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability" mode="made"/>
        </xsl:when>
        <xsl:otherwise><p><xsl:value-of select="$t/no-header"/></p></xsl:otherwise>
      </xsl:choose>
    </section>
  </xsl:template>

  <!-- what became of the capture, as the page of the capture counts it: "171 in all: 57 text, 12 header data, …" -->
  <xsl:template match="ledger" mode="made">
    <dt><xsl:value-of select="$t/capture-lines"/></dt><dd>
      <xsl:call-template name="digits"><xsl:with-param name="n" select="@lines"/></xsl:call-template>
      <xsl:value-of select="concat(' ', $t/in-all, ': ')"/>
      <xsl:for-each select="state[@count &gt; 0 or @n = 'undecided']">
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:call-template name="digits"><xsl:with-param name="n" select="@count"/></xsl:call-template>
        <xsl:value-of select="concat(' ', $t/line-state[@n = current()/@n])"/>
      </xsl:for-each>
    </dd>
  </xsl:template>

  <xsl:template name="corrections">
    <xsl:variable name="n" select="count($text//tei:corr)"/>
    <dt><xsl:value-of select="$t/corrections"/></dt><dd>
      <xsl:choose>
        <xsl:when test="$n = 0"><xsl:value-of select="$t/none"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$n"/></xsl:otherwise>
      </xsl:choose>
    </dd>
  </xsl:template>

  <!-- to the capture, and to whoever answers for the edition; only ids of our own stand in the address -->
  <xsl:template name="evidence">
    <xsl:if test="$context/capture or $email != '' or $home != ''">
      <p class="evidence">
        <xsl:if test="$context/capture"><a href="{$context/capture/@href}"><xsl:value-of select="$t/see-capture"/></a> · </xsl:if>
        <xsl:if test="$home != ''"><a href="{$root}about/encoding.html"><xsl:value-of select="$t/editorial-rules"/></a></xsl:if>
        <xsl:if test="$email != ''">
          <xsl:if test="$home != ''"> · </xsl:if>
          <xsl:variable name="of" select="substring-before(concat(substring-after($self, 'doc/'), $tei/@xml:id, '.html'), '.html')"/>
          <a href="mailto:{str:encode-uri($email, false())}?subject={str:encode-uri(concat($t/error-in, ' ', $of), true())}"><xsl:value-of select="$t/report-error"/></a>
        </xsl:if>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="made">
    <dt><xsl:call-template name="element-label"/></dt><dd><xsl:apply-templates select="." mode="words"/></dd>
  </xsl:template>

  <!-- anything of a header as plain words, the parts kept apart -->
  <xsl:template match="*" mode="words">
    <xsl:choose>
      <xsl:when test="*"><xsl:apply-templates select="node()" mode="words"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(' ', normalize-space(.), ' ')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="text()" mode="words"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="tei:bibl[@type = 'citation']" mode="made">
    <dt><xsl:value-of select="$t/archive-citation"/></dt><dd><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>

  <xsl:template match="tei:bibl[@type = 'digital']" mode="made">
    <!-- who published it is told by the card -->
    <xsl:variable name="of" select="(tei:title[not(normalize-space() = normalize-space($titleStmt/tei:title[1]))] | tei:idno[@type = 'url'])[normalize-space(.) != '']"/>
    <xsl:if test="$of or tei:publisher[normalize-space(.) != '']">
      <dt><xsl:value-of select="$t/captured-page"/></dt><dd>
        <xsl:for-each select="$of | tei:publisher[not($of)]">
          <xsl:if test="position() &gt; 1">, </xsl:if>
          <xsl:apply-templates select="." mode="link"/>
        </xsl:for-each>
      </dd>
    </xsl:if>
    <xsl:for-each select="tei:date[@type != 'document']">
      <dt><xsl:value-of select="$t/date-type[@n = current()/@type]"/></dt><dd><xsl:apply-templates select="." mode="time"/></dd>
    </xsl:for-each>
    <xsl:apply-templates select="tei:idno[@type = 'captureFile' or @type = 'sha256']" mode="made"/>
  </xsl:template>

  <xsl:template match="tei:idno[@type = 'captureFile']" mode="made">
    <dt><xsl:value-of select="$t/capture-file"/></dt><dd><code><xsl:value-of select="normalize-space(.)"/></code></dd>
  </xsl:template>
  <xsl:template match="tei:idno[@type = 'sha256']" mode="made">
    <dt><xsl:value-of select="$t/checksum"/></dt><dd><code><xsl:value-of select="normalize-space(.)"/></code></dd>
  </xsl:template>

  <xsl:template match="tei:title | tei:publisher" mode="link"><xsl:value-of select="normalize-space(.)"/></xsl:template>
  <xsl:template match="tei:idno" mode="link">
    <xsl:call-template name="outward"><xsl:with-param name="to" select="normalize-space(.)"/><xsl:with-param name="words" select="normalize-space(.)"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:note[@type = 'acknowledgement']" mode="made">
    <dt><xsl:value-of select="$t/acknowledgement"/></dt><dd><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>
  <xsl:template match="tei:note" mode="made">
    <dt><xsl:value-of select="$t/source-note"/></dt><dd><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>
  <!-- the card tells of archive and translator -->
  <xsl:template match="tei:msDesc | tei:respStmt[tei:resp/@key = 'trl']" mode="made" priority="1"/>
  <!-- and the row of the program tells what it did, with its version -->
  <xsl:template match="tei:respStmt[count(tei:name) = 1][not(tei:persName | tei:orgName)][tei:name = //tei:appInfo/tei:application/tei:label]" mode="made"/>

  <xsl:template match="tei:respStmt" mode="made">
    <dt><xsl:value-of select="normalize-space(tei:resp)"/></dt><dd>
      <xsl:for-each select="tei:persName | tei:orgName | tei:name">
        <xsl:if test="position() &gt; 1">, </xsl:if><xsl:value-of select="normalize-space(.)"/>
      </xsl:for-each>
      <xsl:if test="not(tei:persName | tei:orgName | tei:name)"><xsl:value-of select="normalize-space(tei:note)"/></xsl:if>
    </dd>
  </xsl:template>

  <xsl:template match="tei:appInfo" mode="made"><xsl:apply-templates select="tei:application" mode="made"/></xsl:template>
  <xsl:template match="tei:application" mode="made">
    <dt><xsl:value-of select="$t/program"/></dt><dd><xsl:value-of select="concat(normalize-space(tei:label), ' ', @version)"/></dd>
  </xsl:template>

  <xsl:template match="tei:publicationStmt" mode="made">
    <xsl:if test="tei:publisher">
      <dt><xsl:value-of select="$t/edition-published"/></dt><dd>
        <!-- without another publisher it is the program that made it: the row before says so -->
        <xsl:variable name="publisher" select="tei:publisher[1][not(. = ../../../tei:encodingDesc/tei:appInfo/tei:application/tei:label and ../tei:date)]"/>
        <xsl:value-of select="normalize-space($publisher)"/>
        <xsl:if test="$publisher and tei:date">, </xsl:if>
        <xsl:apply-templates select="tei:date[1]" mode="words"/>
      </dd>
    </xsl:if>
    <xsl:if test="tei:idno[@type = 'edition']">
      <dt><xsl:value-of select="$t/edition-id"/></dt><dd><code><xsl:value-of select="normalize-space(tei:idno[@type = 'edition'])"/></code></dd>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:revisionDesc" mode="made">
    <xsl:if test="*"><dt><xsl:value-of select="$t/state"/></dt><xsl:apply-templates select="*" mode="made"/></xsl:if>
  </xsl:template>
  <xsl:template match="tei:change" mode="made">
    <dd><xsl:if test="@when"><xsl:call-template name="date-in-words"><xsl:with-param name="iso" select="@when"/></xsl:call-template>: </xsl:if><xsl:value-of select="normalize-space(.)"/></dd>
  </xsl:template>
  <xsl:template match="tei:revisionDesc/*[not(self::tei:change)]" mode="made">
    <dd><xsl:apply-templates select="." mode="words"/></dd>
  </xsl:template>

  <xsl:template match="tei:availability" mode="made">
    <div id="rights">
      <h3><xsl:value-of select="$t/rights"/></h3>
      <xsl:apply-templates select="node()"/>
    </div>
  </xsl:template>
  <xsl:template match="tei:licence">
    <div class="tei-licence">
      <xsl:choose>
        <xsl:when test="tei:p"><xsl:apply-templates select="node()"/></xsl:when>
        <xsl:otherwise><p><xsl:apply-templates select="node()"/></p></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="@target"><p><xsl:call-template name="outward"><xsl:with-param name="to" select="@target"/><xsl:with-param name="words" select="@target"/></xsl:call-template></p></xsl:if>
    </div>
  </xsl:template>

  <!-- The editorial rules: one row a declaration -->
  <xsl:template match="*" mode="rules">
    <dt><xsl:call-template name="element-label"/></dt><dd><xsl:apply-templates select="." mode="words"/></dd>
  </xsl:template>
  <xsl:template match="tei:editorialDecl[*[not(self::tei:p)]]" mode="rules"><xsl:apply-templates select="*" mode="rules"/></xsl:template>
  <xsl:template match="tei:appInfo | tei:classDecl | tei:taxonomy | tei:category | tei:catDesc" mode="rules"/>

  <!-- $t/of[@n='correction'], else the element's own name -->
  <xsl:template name="element-label">
    <xsl:variable name="label" select="$t/of[@n = local-name(current())]"/>
    <xsl:choose>
      <xsl:when test="$label"><xsl:value-of select="$label"/></xsl:when>
      <xsl:otherwise><code><xsl:value-of select="local-name()"/></code></xsl:otherwise>
    </xsl:choose>
  </xsl:template>
</xsl:stylesheet>
